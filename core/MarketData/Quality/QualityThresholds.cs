namespace Serverless.Core.MarketData.Quality;

/// <summary>From where on a detector speaks. The defaults find the defects of two dozen real files without naming real crashes.</summary>
public sealed record QualityThresholds
{
    /// <summary>The defaults.</summary>
    public static QualityThresholds Default { get; } = new();

    /// <summary>Missing bars that a gap may have without being reported, 0 … 100 000.</summary>
    public int MaxGapBars { get; init => field = Within(value, 0, 100_000, nameof(MaxGapBars)); }

    /// <summary>A print is bad when it exceeds both neighbours by this many times the range that bars usually have there, 3 … 1000.</summary>
    public double BadTickRanges { get; init => field = Within(value, 3, 1000, nameof(BadTickRanges)); } = 6;

    /// <summary>A print is bad, however wild the market, when it is this many times the neighbours' highest or lowest price, 1.1 … 100.</summary>
    public double BadTickFactor { get; init => field = Within(value, 1.1, 100, nameof(BadTickFactor)); } = 1.6;

    /// <summary>Prints, returns and wicks of less than this share are neither bad nor outliers, 0.001 … 1.</summary>
    public double LeastExcursion { get; init => field = Within(value, 0.001, 1, nameof(LeastExcursion)); } = 0.01;

    /// <summary>A return or wick is an outlier from this robust z-score on, 3.5 … 1000.</summary>
    public double OutlierScore { get; init => field = Within(value, 3.5, 1000, nameof(OutlierScore)); } = 25;

    /// <summary>Bars of equal open, high, low and close in a row that are stale, 2 … 100 000.</summary>
    public int StaleBars { get; init => field = Within(value, 2, 100_000, nameof(StaleBars)); } = 3;

    /// <summary>A ticker whose bars resume after this many days, at another level, is taken for another instrument, 30 … 3650.</summary>
    public int ReuseGapDays { get; init => field = Within(value, 30, 3650, nameof(ReuseGapDays)); } = 90;

    /// <summary>Ratio of the volumes before and after that is a break, 2 … 1000.</summary>
    public double VolumeBreakFactor { get; init => field = Within(value, 2, 1000, nameof(VolumeBreakFactor)); } = 5;

    private static T Within<T>(T value, T least, T most, string name)
        where T : IComparable<T> => value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} lies from {least} to {most}.");
}
