namespace Serverless.Core.MarketData.Quality.Report;

/// <summary>All findings of one kind in a series.</summary>
/// <param name="Defect">The kind.</param>
/// <param name="Action">What an import by the policy does about it.</param>
/// <param name="Findings">Number of findings: stretches of bars.</param>
/// <param name="Bars">Bars that they concern; missing ones, of gaps; rows of the source, of defects that its reader met.</param>
/// <param name="Worst">The findings of greatest size, largest first, at most <see cref="QualityReport.Examples"/>.</param>
public sealed record DefectSummary(DataDefect Defect, DefectAction Action, int Findings, int Bars, IReadOnlyList<FindingExample> Worst)
{
    internal static DefectSummary Of(DataDefect defect, DefectAction action, IReadOnlyList<QualityFinding> findings, BarSeries series) => new(
        defect,
        action,
        findings.Count,
        findings.Sum(finding => IsBetweenBars(defect) ? (defect == DataDefect.Gap ? (int)finding.Value : 1) : finding.LastBar - finding.FirstBar + 1),
        [.. findings.OrderByDescending(Size).ThenBy(finding => finding.FirstBar).Take(QualityReport.Examples).Select(finding =>
            new FindingExample(series.OpenTime(finding.FirstBar), series.OpenTime(finding.LastBar), Finite(finding.Value), finding.Reason))]);

    internal static DefectSummary Of(DataDefect defect, DefectAction action, int count, IReadOnlyList<DataIssue> issues) => new(
        defect,
        action,
        count,
        count,
        [.. issues.Where(issue => issue.Defect == defect).Take(QualityReport.Examples).Select(issue =>
            new FindingExample(null, null, null, issue.Line is { } line ? $"line {line}: {issue.Reason}" : issue.Reason))]);

    /// <summary>Whether findings of this kind lie between two bars rather than in them.</summary>
    internal static bool IsBetweenBars(DataDefect defect) =>
        defect is DataDefect.Gap or DataDefect.UnadjustedSplit or DataDefect.TickerReuse or DataDefect.VolumeBreak;

    // Counts and ratios alike: a tenth is as far from one as ten.
    private static double Size(QualityFinding finding) => finding.Value > 0 ? Math.Abs(Math.Log(finding.Value)) : double.PositiveInfinity;

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
