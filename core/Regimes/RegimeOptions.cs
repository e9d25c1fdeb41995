namespace Serverless.Core.Regimes;

/// <summary>Thresholds of the four regimes, and what holds when they cannot be read.</summary>
public sealed record RegimeOptions
{
    /// <summary>Equity regime.</summary>
    public TrendOptions Equity { get; init; } = TrendOptions.Equity;

    /// <summary>Volatility regime.</summary>
    public VolatilityOptions Volatility { get; init; } = new();

    /// <summary>Crypto regime.</summary>
    public TrendOptions Crypto { get; init; } = TrendOptions.Crypto;

    /// <summary>Macro regime.</summary>
    public MacroOptions Macro { get; init; } = new();

    /// <summary>How long the next figure may be overdue before the default holds; 0 or more. Weekends, holidays and the rhythm of the series
    /// do not count: a figure is due when its calendar says so.</summary>
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromHours(48);

    /// <summary>Equity regime when it cannot be read.</summary>
    public EquityRegime EquityDefault { get; init; } = EquityRegime.Neutral;

    /// <summary>Volatility regime when it cannot be read.</summary>
    public VolatilityLevel VolatilityDefault { get; init; } = VolatilityLevel.Normal;

    /// <summary>Crypto regime when it cannot be read.</summary>
    public CryptoRegime CryptoDefault { get; init; } = CryptoRegime.RiskOff;

    /// <summary>Macro regime when it cannot be read.</summary>
    public MacroRegime MacroDefault { get; init; } = MacroRegime.Slowdown;

    /// <summary>Why these options cannot be used, with the key at fault, or null when they can.</summary>
    public string? FindProblem() =>
        StaleAfter < TimeSpan.Zero ? $"staleAfter is {StaleAfter}; it must not be negative."
        : Equity.FindProblem("equity") ?? Volatility.FindProblem("volatility") ?? Crypto.FindProblem("crypto") ?? Macro.FindProblem("macro");

    internal static string? NotNegative(string key, double value) =>
        value >= 0 && double.IsFinite(value) ? null : FormattableString.Invariant($"{key} is {value}; it must be a number of 0 or more.");

    internal static string? AtLeastOne(string key, int value) => value >= 1 ? null : $"{key} is {value}; it must be at least 1.";
}
