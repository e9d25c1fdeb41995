namespace Serverless.Core.Strategies;

/// <summary>How likely a search draws each value of a parameter.</summary>
public enum Spread
{
    /// <summary>All alike.</summary>
    Uniform,

    /// <summary>Their logarithms evenly: as many from 0.001 to 0.01 as from 0.01 to 0.1.</summary>
    LogUniform,

    /// <summary>Normally around a mean, cut off at both ends.</summary>
    Normal,
}
