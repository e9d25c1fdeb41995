using Serverless.Core.Time;

namespace Serverless.Core.MarketData.Quality;

/// <summary>Bars that the market's calendar expects and the series lacks.</summary>
internal static class Gaps
{
    /// <summary>Gaps of more missing bars than the threshold, each between the bar before and the bar after.</summary>
    public static IEnumerable<QualityFinding> Find(BarSeries series, Market market, QualityThresholds thresholds)
    {
        var calendar = TradingCalendar.For(market);
        var length = series.Timeframe.Length();
        for (var i = 1; i < series.Count; i++)
        {
            var (before, after) = (series.OpenTicks[i - 1], series.OpenTicks[i]);
            if (after - before <= length.Ticks)
                continue;
            var missing = calendar.CountExpected(length, before, after);
            if (missing > thresholds.MaxGapBars)
            {
                yield return new QualityFinding(
                    DataDefect.Gap, i - 1, i, missing, $"{missing} {(missing == 1 ? "bar" : "bars")} missing after {CanonicalCsv.FormatTime(before)}");
            }
        }
    }
}
