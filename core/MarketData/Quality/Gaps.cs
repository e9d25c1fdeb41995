using Serverless.Core.Time;

namespace Serverless.Core.MarketData.Quality;

/// <summary>Bars that the market's calendar expects and the series lacks.</summary>
internal static class Gaps
{
    /// <summary>Gaps of more missing bars than the threshold, each between the bar before and the bar after.</summary>
    public static IEnumerable<QualityFinding> Find(BarSeries series, Market market, QualityThresholds thresholds)
    {
        foreach (var (after, missing) in SeriesGaps.Find(series, market))
        {
            if (missing > thresholds.MaxGapBars)
            {
                yield return new QualityFinding(
                    DataDefect.Gap,
                    after - 1,
                    after,
                    missing,
                    $"{missing} {(missing == 1 ? "bar" : "bars")} missing after {CanonicalCsv.FormatTime(series.OpenTicks[after - 1])}");
            }
        }
    }
}
