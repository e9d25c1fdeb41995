namespace Serverless.Core.Backtesting;

/// <summary>Direction of a position.</summary>
public enum TradeSide
{
    /// <summary>Gains when the price rises.</summary>
    Long,

    /// <summary>Gains when the price falls.</summary>
    Short,
}
