namespace Serverless.Core.MarketData;

/// <summary>Which end of a series keeps its prices when it is adjusted. Returns are the same either way.</summary>
public enum AdjustmentDirection
{
    /// <summary>The last bar keeps its prices; earlier ones change.</summary>
    Backward,

    /// <summary>The first bar keeps its prices; later ones change.</summary>
    Forward,
}
