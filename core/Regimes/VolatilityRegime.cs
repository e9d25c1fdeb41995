namespace Serverless.Core.Regimes;

/// <summary>Quarter of a market's own history in which its present volatility lies.</summary>
public enum VolatilityRegime
{
    /// <summary>Too little history to say.</summary>
    Unknown,

    /// <summary>At or below the 25th percentile.</summary>
    Low,

    /// <summary>Above the 25th, at or below the 50th percentile.</summary>
    Normal,

    /// <summary>Above the 50th, at or below the 75th percentile.</summary>
    Elevated,

    /// <summary>Above the 75th percentile.</summary>
    High,
}
