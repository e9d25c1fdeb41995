using System.Globalization;
using System.Text;

namespace Serverless.Core.MarketData.Quality.Report;

/// <summary>A report as plain text, for terminals and logs.</summary>
public static class QualityText
{
    /// <summary>Several lines, each ended by LF.</summary>
    public static string Write(QualityReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        Line($"{report.Symbol} {report.Timeframe} ({report.Market}) from {report.Source}: {Verdict(report)}");
        if (report is { First: { } first, Last: { } last })
            Line($"  {report.Rows:N0} bars from {Time(first)} to {Time(last)} UTC, {report.Missing:N0} of {report.Expected:N0} missing, coverage {Percent(report.Coverage)}");
        else
            Line($"  no bars");
        Line($"  content hash {report.ContentHash}");
        foreach (var gap in report.LargestGaps.Take(3))
            Line($"  gap of {gap.Count:N0} after {Time(gap.After)}");
        foreach (var defect in report.Defects.Where(defect => defect.Defect != DataDefect.Gap))
        {
            Line($"  {defect.Defect}: {Count(defect)} ({Action(defect.Action)})");
            foreach (var finding in defect.Worst.Take(3))
                Line($"    {Span(finding)}{finding.Reason}");
        }

        return text.ToString();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    /// <summary>A word or two for the whole series.</summary>
    public static string Verdict(QualityReport report) => report?.Verdict switch
    {
        null => "clean",
        DefectAction.RefuseFile => "rejected",
        DefectAction.QuarantineRow => "bars to quarantine",
        DefectAction.Repair => "bars to repair",
        _ => "flagged",
    };

    /// <summary>What an import does, in a word.</summary>
    public static string Action(DefectAction action) => action switch
    {
        DefectAction.RefuseFile => "reject",
        DefectAction.QuarantineRow => "quarantine",
        DefectAction.Repair => "repair",
        _ => "flag",
    };

    internal static string Count(DefectSummary defect) => string.Create(
        CultureInfo.InvariantCulture, $"{defect.Findings:N0}{(defect.Bars > defect.Findings ? $" in {defect.Bars:N0} bars" : string.Empty)}");

    internal static string Time(DateTimeOffset? time) =>
        time?.ToString(time.Value.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? string.Empty;

    private static string Span(FindingExample finding) => finding.First is null
        ? string.Empty
        : finding.Last > finding.First ? $"{Time(finding.First)} … {Time(finding.Last)}  " : $"{Time(finding.First)}  ";

    // 99.97 %, not 100 %, of a million bars with a few missing.
    internal static string Percent(double share) => string.Create(
        CultureInfo.InvariantCulture, $"{Math.Floor(share * 10_000) / 100:0.##} %");
}
