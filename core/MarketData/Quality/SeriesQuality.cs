using Serverless.Core.Time;

namespace Serverless.Core.MarketData.Quality;

/// <summary>Every detector on one series.</summary>
public static class SeriesQuality
{
    /// <summary>
    /// Defects in the order of their first bar; within a bar, in the order of <see cref="DataDefect"/>. Bars in a row with one defect are one
    /// finding. Linear in the number of bars.
    /// </summary>
    /// <param name="series">Any series, also one with unusable prices.</param>
    /// <param name="market">Calendar by which missing bars are told from closed hours.</param>
    /// <param name="thresholds">From where on to report.</param>
    public static IReadOnlyList<QualityFinding> Inspect(BarSeries series, Market market, QualityThresholds thresholds)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(thresholds);
        var ranges = LocalRange.Of(series);
        List<QualityFinding> findings =
        [
            .. BarRelations.Find(series),
            .. Gaps.Find(series, market, thresholds),
            .. IsolatedPrints.Find(series, ranges, thresholds),
            .. InterpolatedBars.Find(series),
            .. StaleRuns.FindZeroVolume(series),
            .. StaleRuns.FindRepeated(series, thresholds),
            .. ReusedTickers.Find(series, thresholds),
        ];
        if (market.IsTradable())
        {
            findings.AddRange(UnadjustedSplits.Find(series, ranges));
            findings.AddRange(Unexplained(VolumeBreaks.Find(series, thresholds), findings));
        }

        findings.AddRange(Unexplained(Outliers.Find(series, thresholds), findings));
        return [.. findings.OrderBy(finding => finding.FirstBar).ThenBy(finding => finding.Defect)];
    }

    /// <summary>Whether <see cref="Inspect"/> reports this kind of defect.</summary>
    public static bool Detects(DataDefect defect) => defect is DataDefect.NotFinite or DataDefect.NonPositivePrice or DataDefect.NegativeVolume
        or DataDefect.InconsistentPrices or DataDefect.Gap or DataDefect.BadTick or DataDefect.Outlier or DataDefect.Fabricated
        or DataDefect.StaleRun or DataDefect.ZeroVolume or DataDefect.VolumeBreak or DataDefect.UnadjustedSplit or DataDefect.TickerReuse;

    // What a bad tick, a split or another instrument explains is not a riddle as well.
    private static List<QualityFinding> Unexplained(IEnumerable<QualityFinding> found, List<QualityFinding> findings)
    {
        var explained = findings
            .Where(finding => finding.Defect is DataDefect.BadTick or DataDefect.UnadjustedSplit or DataDefect.TickerReuse)
            .Select(finding => finding.LastBar)
            .ToHashSet();
        return [.. found.Where(finding => !explained.Contains(finding.LastBar))];
    }
}
