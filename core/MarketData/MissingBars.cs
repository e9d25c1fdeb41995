using Serverless.Core.Time;

namespace Serverless.Core.MarketData;

/// <summary>Bars that the market's calendar expects and a series lacks.</summary>
/// <param name="Count">How many.</param>
/// <param name="LongestGap">Most of them in a row.</param>
public readonly record struct MissingBars(int Count, int LongestGap)
{
    /// <summary>Counts the gaps that end with one of the bars in <c>[start, start + length)</c>, so that neighbouring parts share none.</summary>
    public static MissingBars Of(BarSeries bars, Market market, int start, int length)
    {
        ArgumentNullException.ThrowIfNull(bars);
        var missing = default(MissingBars);
        foreach (var gap in SeriesGaps.Find(bars, market, start, length))
            missing = missing.And(new MissingBars(gap.Missing, gap.Missing));
        return missing;
    }

    /// <summary>These and those of another part.</summary>
    public MissingBars And(MissingBars other) => new(Count + other.Count, Math.Max(LongestGap, other.LongestGap));
}
