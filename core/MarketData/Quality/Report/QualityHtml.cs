using System.Globalization;
using System.Net;
using System.Text;

namespace Serverless.Core.MarketData.Quality.Report;

/// <summary>Reports as web pages: one file each, nothing loaded from elsewhere, readable in light and dark and on paper.</summary>
public static class QualityHtml
{
    /// <summary>The page of one series.</summary>
    /// <param name="report">The report.</param>
    /// <param name="series">The bars that it is about.</param>
    /// <param name="thresholds">The thresholds that it was made with.</param>
    public static string Write(QualityReport report, BarSeries series, QualityThresholds thresholds)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(series);
        var name = $"{report.Symbol} {report.Timeframe}";
        var page = new HtmlPage($"Data quality: {name}");
        page.Html($"<h1>{name} <span class=\"badge {BadgeClass(report)}\">{QualityText.Verdict(report)}</span></h1>\n");
        page.Html($"<p class=\"source\">{report.Source}, by the calendar of {report.Market}</p>\n<dl class=\"facts\">\n");
        Fact("Bars", Number(report.Rows));
        Fact("Expected", Number(report.Expected));
        Fact("Missing", Number(report.Missing));
        Fact("Coverage", QualityText.Percent(report.Coverage));
        Fact("First (UTC)", report.First is { } first ? QualityText.Time(first) : "none");
        Fact("Last (UTC)", report.Last is { } last ? QualityText.Time(last) : "none");
        page.Html($"</dl>\n<p class=\"hash\">Content hash <code>{report.ContentHash}</code></p>\n");

        page.Html($"<section aria-labelledby=\"gaps\"><h2 id=\"gaps\">Completeness</h2>\n");
        page.Picture("Completeness by day", CoverageStrips.Draw(DayCoverage.Of(series, report.Market), name));
        page.Raw("<p class=\"legend\"><span class=\"key full\"></span>all bars <span class=\"key partial\"></span>some missing <span class=\"key missing\"></span>none <span class=\"key none\"></span>outside the data</p>\n");
        WriteGaps(page, report);
        page.Html($"</section>\n<section aria-labelledby=\"prices\"><h2 id=\"prices\">Prices and findings</h2>\n");
        page.Picture("Prices, findings and volume", PricePicture.Draw(series, SeriesQuality.Inspect(series, report.Market, thresholds)));
        page.Html($"<p class=\"legend\">Highest to lowest price of each stretch of time, on a logarithmic scale. Time without bars is empty.</p></section>\n");
        WriteDefects(page, report);
        return page.Finish();

        void Fact(string term, string value) => page.Html($"<div><dt>{term}</dt><dd>{value}</dd></div>\n");
    }

    /// <summary>A page that leads to the pages of several series.</summary>
    /// <param name="pages">The reports, each with the address of its page.</param>
    /// <param name="survivorship">The stocks held against an index's members; null for none.</param>
    public static string WriteIndex(IReadOnlyList<(QualityReport Report, string Address)> pages, SurvivorshipReport? survivorship = null)
    {
        ArgumentNullException.ThrowIfNull(pages);
        var page = new HtmlPage("Data quality");
        page.Html($"<h1>Data quality</h1>\n");
        page.Table(
            $"{Number(pages.Count)} series, {Number(pages.Count(entry => entry.Report.Verdict is null))} of them clean, the gravest first",
            ["Series", "Verdict", "Bars", "Missing", "Coverage", "First (UTC)", "Last (UTC)", "Findings"],
            pages.OrderByDescending(entry => entry.Report.Verdict ?? (DefectAction)(-1)).ThenBy(entry => entry.Report.Symbol, StringComparer.Ordinal)
                .ThenBy(entry => entry.Report.Timeframe).Select(entry => Row(entry.Report, entry.Address)),
            numbers: 2..5);
        if (survivorship is not null)
            SurvivorshipHtml.Write(page, survivorship);
        return page.Finish();
    }

    private static string[] Row(QualityReport report, string address) =>
    [
        $"<a href=\"{Encode(Uri.EscapeDataString(address))}\">{Encode($"{report.Symbol} {report.Timeframe}")}</a><br><small>{Encode(report.Source)}</small>",
        $"<span class=\"badge {BadgeClass(report)}\">{QualityText.Verdict(report)}</span>",
        Number(report.Rows),
        Number(report.Missing),
        QualityText.Percent(report.Coverage),
        report.First is { } first ? QualityText.Time(first) : string.Empty,
        report.Last is { } last ? QualityText.Time(last) : string.Empty,
        Encode(string.Join(", ", report.Defects.Select(defect => $"{defect.Defect} {Number(defect.Findings)}"))),
    ];

    private static void WriteGaps(HtmlPage page, QualityReport report)
    {
        if (report.LargestGaps.Count == 0)
        {
            page.Html($"<p>No bar is missing.</p>\n");
            return;
        }

        page.Table(
            "Largest gaps",
            ["After (UTC)", "Before (UTC)", "Bars missing"],
            report.LargestGaps.Select(gap => new[] { QualityText.Time(gap.After), QualityText.Time(gap.Before), Number(gap.Count) }),
            numbers: 2..3);
    }

    private static void WriteDefects(HtmlPage page, QualityReport report)
    {
        page.Html($"<section aria-labelledby=\"findings\"><h2 id=\"findings\">Findings</h2>\n");
        if (report.Defects.Count == 0)
            page.Html($"<p>Nothing was found.</p>\n");
        foreach (var defect in report.Defects)
        {
            page.Html($"<details{(defect.Action > DefectAction.Flag ? new RawHtml(" open=\"\"") : default)}><summary><strong>{defect.Defect.ToString()}</strong> {QualityText.Count(defect)} <span class=\"badge {ActionClass(defect.Action)}\">{QualityText.Action(defect.Action)}</span></summary>\n");
            page.Table(
                defect.Findings > defect.Worst.Count ? $"The {defect.Worst.Count} largest of {Number(defect.Findings)}" : "All, the largest first",
                ["First bar (UTC)", "Last bar (UTC)", "Size", "Finding"],
                defect.Worst.Select(finding => new[]
                {
                    QualityText.Time(finding.First), QualityText.Time(finding.Last), finding.Value?.ToString("G4", CultureInfo.InvariantCulture) ?? string.Empty, Encode(finding.Reason),
                }),
                numbers: 2..3);
            page.Html($"</details>\n");
        }

        page.Html($"</section>\n");
    }

    private static string BadgeClass(QualityReport report) => report.Verdict is { } action ? ActionClass(action) : "good";

    private static string ActionClass(DefectAction action) => action switch
    {
        DefectAction.RefuseFile => "bad",
        DefectAction.Flag => "minor",
        _ => "warn",
    };

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
