using System.Globalization;
using System.Net;

namespace Serverless.Core.MarketData.Quality.Report;

/// <summary>The part of a page that shows how much of an index the data cover.</summary>
internal static class SurvivorshipHtml
{
    public static void Write(HtmlPage page, SurvivorshipReport report)
    {
        var isComplete = report.Check.Uncovered.Count == 0;
        page.Html($"<section aria-labelledby=\"members\"><h2 id=\"members\">Members of the index <span class=\"badge {(isComplete ? "good" : "warn")}\">{SurvivorshipText.Verdict(report)}</span></h2>\n");
        page.Html($"<p class=\"source\">{report.Source}, {Number(report.Memberships)} memberships from {Day(report.From)} to {Day(report.To)}</p>\n");
        page.Table(
            "Members with bars, by date; far fewer of those that left since is survivorship bias",
            ["Date", "Members", "With bars", "Share", "Left since", "With bars", "Share"],
            report.Yearly().Select(month => new[]
            {
                Day(month.Date), Number(month.Members), Number(month.Covered), QualityText.Percent(month.Share),
                Number(month.Leavers), Number(month.CoveredLeavers), QualityText.Percent(month.LeaverShare),
            }),
            numbers: 1..7);
        if (report.Absent() is { Count: > 0 } absent)
            page.Html($"<details><summary>Members without bars: {Number(absent.Count)}</summary><p>{string.Join(", ", absent)}</p></details>\n");
        if (report.Partial() is { Count: > 0 } partial)
        {
            page.Html($"<details open=\"\"><summary>Memberships with bars for a part of their time: {Number(partial.Count)}</summary>\n");
            page.Table(
                partial.Count > SurvivorshipReport.Examples ? $"The {SurvivorshipReport.Examples} that lack most" : "All, those that lack most first",
                ["Ticker", "Member from", "Until", "First bar", "Last bar", "Sessions missing"],
                partial.Take(SurvivorshipReport.Examples).Select(member => new[]
                {
                    WebUtility.HtmlEncode(member.Membership.Ticker), Day(member.Membership.Start), member.Membership.End is { } end ? Day(end) : string.Empty,
                    Day(member.Data!.First), Day(member.Data.Last), Number(member.MissingSessions),
                }),
                numbers: 5..6);
            page.Html($"</details>\n");
        }

        if (report.Check.NotMembers is { Count: > 0 } others)
            page.Html($"<p>Never members: {SurvivorshipReport.Row(others)}</p>\n");
        page.Html($"</section>\n");
    }

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
