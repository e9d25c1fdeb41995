using Serverless.Core.Time;

namespace Serverless.Core.MarketData;

/// <summary>How much is missing inside a series, by its market's calendar.</summary>
/// <param name="Gaps">Places where at least one bar is missing between two bars.</param>
/// <param name="MissingBars">Bars missing in them.</param>
public readonly record struct GapCount(int Gaps, int MissingBars)
{
    /// <summary>Counts by <see cref="TradingCalendar.CountExpected"/>; what is missing before the first bar or after the last is not known.</summary>
    public static GapCount Of(BarSeries series, Market market)
    {
        ArgumentNullException.ThrowIfNull(series);
        var (gaps, missing) = (0, 0);
        foreach (var gap in SeriesGaps.Find(series, market))
            (gaps, missing) = (gaps + 1, missing + gap.Missing);
        return new GapCount(gaps, missing);
    }
}
