namespace Serverless.Core.Regimes;

/// <summary>How a trend regime is read from daily closes.</summary>
public sealed record TrendOptions
{
    /// <summary>Usual options of equities: momentum is the mean of the returns over 126 and 252 sessions, six and twelve months.</summary>
    public static TrendOptions Equity { get; } = new();

    /// <summary>Usual options of crypto-assets: the return over 60 days.</summary>
    public static TrendOptions Crypto { get; } = new() { ShortMomentumDays = 60, LongMomentumDays = 60, TrendBand = 0.02, MomentumBand = 0.02 };

    /// <summary>Days of the moving average; at least 2.</summary>
    public int AverageDays { get; init; } = 200;

    /// <summary>Days of the shorter momentum; at least 1.</summary>
    public int ShortMomentumDays { get; init; } = 126;

    /// <summary>Days of the longer momentum; not below the shorter.</summary>
    public int LongMomentumDays { get; init; } = 252;

    /// <summary>Price ÷ average − 1 that a price which fell below its average must exceed to count as above again; 0 or more.</summary>
    public double TrendBand { get; init; } = 0.01;

    /// <summary>Momentum that one which turned negative must exceed to count as positive again; 0 or more.</summary>
    public double MomentumBand { get; init; } = 0.01;

    /// <summary>Days in a row on which another regime must show before it is adopted; at least 1.</summary>
    public int ConfirmationDays { get; init; } = 3;

    internal string? FindProblem(string key)
    {
        if (AverageDays < 2)
            return $"{key}.averageDays is {AverageDays}; it must be at least 2.";
        if (ShortMomentumDays < 1)
            return $"{key}.shortMomentumDays is {ShortMomentumDays}; it must be at least 1.";
        if (LongMomentumDays < ShortMomentumDays)
            return $"{key}.longMomentumDays is {LongMomentumDays}; it must not be below shortMomentumDays, {ShortMomentumDays}.";
        return RegimeOptions.NotNegative($"{key}.trendBand", TrendBand)
            ?? RegimeOptions.NotNegative($"{key}.momentumBand", MomentumBand)
            ?? RegimeOptions.AtLeastOne($"{key}.confirmationDays", ConfirmationDays);
    }
}
