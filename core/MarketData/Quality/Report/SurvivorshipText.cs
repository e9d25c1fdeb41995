using System.Globalization;
using System.Text;

namespace Serverless.Core.MarketData.Quality.Report;

/// <summary>A survivorship report as plain text, for terminals and logs.</summary>
public static class SurvivorshipText
{
    /// <summary>Several lines, each ended by LF.</summary>
    public static string Write(SurvivorshipReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        Line($"Members in {report.Source}: {Verdict(report)}");
        Line($"  {report.Memberships:N0} memberships from {report.From:yyyy-MM-dd} to {report.To:yyyy-MM-dd}");
        if (report.Absent() is { Count: > 0 } absent)
            Line($"  members without bars: {absent.Count:N0} ({SurvivorshipReport.Row(absent)})");
        if (report.Partial() is { Count: > 0 } partial)
        {
            Line($"  memberships with bars for a part of their time: {partial.Count:N0}");
            foreach (var (membership, data, missing) in partial.Take(SurvivorshipReport.Examples))
                Line($"    {membership.Ticker} from {membership.Start:yyyy-MM-dd}{Until(membership.End)}: bars from {data!.First:yyyy-MM-dd} to {data.Last:yyyy-MM-dd}, {missing:N0} sessions missing");
        }

        if (report.Check.NotMembers is { Count: > 0 } others)
            Line($"  never members: {SurvivorshipReport.Row(others)}");
        Line($"  on          members  with bars            left since  with bars");
        foreach (var month in report.Yearly())
            Line($"  {month.Date:yyyy-MM-dd}  {month.Members,7:N0}  {month.Covered,9:N0}  {QualityText.Percent(month.Share),8}  {month.Leavers,10:N0}  {month.CoveredLeavers,9:N0}  {QualityText.Percent(month.LeaverShare),8}");
        return text.ToString();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    /// <summary>A few words for the whole index.</summary>
    public static string Verdict(SurvivorshipReport report) => report switch
    {
        null or { Check.Uncovered.Count: 0 } => "all have their bars",
        _ => string.Create(CultureInfo.InvariantCulture, $"{report.Check.Uncovered.Count:N0} of {report.Memberships:N0} lack bars"),
    };

    internal static string Until(DateOnly? end) => end is { } left ? string.Create(CultureInfo.InvariantCulture, $" until {left:yyyy-MM-dd}") : string.Empty;
}
