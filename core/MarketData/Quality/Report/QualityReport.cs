using Serverless.Core.Time;

namespace Serverless.Core.MarketData.Quality.Report;

/// <summary>What is known of the quality of one series: identity, completeness, defects.</summary>
/// <param name="Symbol">Name of the instrument.</param>
/// <param name="Timeframe">Length of the bars.</param>
/// <param name="Market">Calendar by which bars are expected.</param>
/// <param name="Source">Where the bars came from, for example a file's name.</param>
/// <param name="ContentHash">Identity of the bars (<see cref="MarketData.ContentHash"/>).</param>
/// <param name="First">UTC open of the first bar; null without bars.</param>
/// <param name="Last">UTC open of the last bar; null without bars.</param>
/// <param name="Rows">Bars.</param>
/// <param name="Missing">Bars that the calendar expects between the first and the last, and that are absent.</param>
/// <param name="LargestGaps">Gaps, most missing bars first, at most <see cref="Examples"/>.</param>
/// <param name="Defects">Kinds of defects that were found, gravest action first.</param>
public sealed record QualityReport(
    string Symbol,
    Timeframe Timeframe,
    Market Market,
    string Source,
    string ContentHash,
    DateTimeOffset? First,
    DateTimeOffset? Last,
    int Rows,
    int Missing,
    IReadOnlyList<MissingBars> LargestGaps,
    IReadOnlyList<DefectSummary> Defects)
{
    /// <summary>Most gaps, and most findings of each kind, that a report shows.</summary>
    public const int Examples = 10;

    /// <summary>Bars that there would be without gaps.</summary>
    public int Expected => Rows + Missing;

    /// <summary>Bars over expected bars, 0 … 1; 1 of none.</summary>
    public double Coverage => Expected == 0 ? 1 : (double)Rows / Expected;

    /// <summary>What the policy does about the gravest defect; null when there is none.</summary>
    public DefectAction? Verdict => Defects.Count == 0 ? null : Defects.Max(defect => defect.Action);

    /// <summary>Inspects a series and sums up what was found.</summary>
    /// <param name="series">The bars as they are, before anything is quarantined or repaired.</param>
    /// <param name="market">Calendar of the market.</param>
    /// <param name="source">Where the bars came from.</param>
    /// <param name="thresholds">From where on to report.</param>
    /// <param name="policy">What an import would do about each defect.</param>
    /// <param name="counts">What the import met in the source; defects that the bars show themselves are not taken from it.</param>
    /// <param name="issues">Where it met them, as far as that was kept.</param>
    public static QualityReport Create(
        BarSeries series,
        Market market,
        string source,
        QualityThresholds thresholds,
        ImportPolicy policy,
        IReadOnlyList<DefectCount>? counts = null,
        IReadOnlyList<DataIssue>? issues = null)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var findings = SeriesQuality.Inspect(series, market, thresholds);
        var gaps = Gaps.Find(series, market, thresholds with { MaxGapBars = 0 }).ToList();
        return new QualityReport(
            series.Symbol,
            series.Timeframe,
            market,
            source,
            MarketData.ContentHash.Of(series),
            series.Count == 0 ? null : series.OpenTime(0),
            series.Count == 0 ? null : series.OpenTime(series.Count - 1),
            series.Count,
            gaps.Sum(gap => (int)gap.Value),
            [.. gaps.OrderByDescending(gap => gap.Value).ThenBy(gap => gap.FirstBar).Take(Examples).Select(gap =>
                new MissingBars(series.OpenTime(gap.FirstBar), series.OpenTime(gap.LastBar), (int)gap.Value))],
            [.. findings.GroupBy(finding => finding.Defect)
                .Select(group => DefectSummary.Of(group.Key, policy.ActionFor(group.Key), [.. group], series))
                .Concat((counts ?? []).Where(count => !SeriesQuality.Detects(count.Defect)).GroupBy(count => count.Defect)
                    .Select(group => DefectSummary.Of(group.Key, policy.ActionFor(group.Key), group.Sum(count => count.Count), issues ?? [])))
                .OrderByDescending(defect => defect.Action).ThenBy(defect => defect.Defect)]);
    }
}
