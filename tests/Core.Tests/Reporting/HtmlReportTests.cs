using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Serverless.Core.MarketData;
using Serverless.Core.Reporting.Documents;
using Serverless.Core.Reporting.Runs;
using Serverless.Core.Reporting.Writing;

namespace Serverless.Core.Tests.Reporting;

/// <summary>The page as browsers, printers and screen readers take it.</summary>
public sealed partial class HtmlReportTests
{
    private static readonly ReportDocument Sheet = Sheets.Of(
        MadeModels.Of(1_500),
        ReportBenchmark.Align(SyntheticMarket.Generate("BENCH", Timeframe.D1, new DateTimeOffset(2018, 1, 1, 0, 0, 0, TimeSpan.Zero), 1_500, seed: 3), MadeRun.Of(1_500).Curve));

    private static readonly string Html = Encoding.UTF8.GetString(HtmlReport.Write(Sheet));

    [Fact]
    public void Write_TheSameRun_GivesTheSameBytes()
    {
        var run = MadeRun.Of(700, sleeves: 2);

        foreach (var format in Enum.GetValues<ReportFormat>())
            Assert.Equal(Sheets.Of(run).Write(format), Sheets.Of(run).Write(format));
    }

    [Fact]
    public void Write_AnotherCulture_ChangesNothing()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "~" } };
            Assert.Equal(Html, Encoding.UTF8.GetString(HtmlReport.Write(Sheet)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Write_Page_IsValidHtmlAndWellFormedXml()
    {
        var html = new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(Html);
        var xml = XDocument.Parse(Html.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal));

        // Both read the same elements: none is left open for the one and closed for the other.
        Assert.Equal(xml.Descendants().Count(), html.All.Length);
        Assert.Equal("en", html.DocumentElement.GetAttribute("lang"));
        Assert.Equal("made <of> \"random\" & returns", html.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public void Write_Page_HasNoScriptsAndNothingFromElsewhere()
    {
        var html = new HtmlParser().ParseDocument(Html);

        Assert.Empty(html.QuerySelectorAll("script, link, img, iframe, object, embed, foreignObject, image, use"));
        Assert.DoesNotContain("http", Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", Html, StringComparison.Ordinal);
        Assert.DoesNotContain("javascript:", Html, StringComparison.OrdinalIgnoreCase);
        Assert.All(html.All.SelectMany(element => element.Attributes), attribute => Assert.False(attribute.Name.StartsWith("on", StringComparison.Ordinal), attribute.Name));
        Assert.All(Urls().Matches(Html).Select(match => match.Groups[1].Value), url => Assert.StartsWith("#", url, StringComparison.Ordinal));
        Assert.All(html.QuerySelectorAll("a"), link => Assert.NotNull(html.QuerySelector(link.GetAttribute("href")!)));
    }

    [Fact]
    public void Write_EveryChart_HasANameASentenceAndATable()
    {
        var html = new HtmlParser().ParseDocument(Html);
        var charts = html.QuerySelectorAll("figure");

        Assert.True(charts.Length > 12);
        Assert.Equal(charts.Length, html.QuerySelectorAll("svg.chart").Length);
        foreach (var chart in charts)
        {
            var drawing = chart.QuerySelector("svg[role=img]")!;
            var names = drawing.GetAttribute("aria-labelledby")!.Split(' ').Select(id => html.GetElementById(id)!.TextContent).ToList();
            Assert.Equal(2, names.Count);
            Assert.All(names, name => Assert.False(string.IsNullOrWhiteSpace(name)));
            Assert.EndsWith(".", names[1], StringComparison.Ordinal);
            Assert.NotEmpty(chart.QuerySelectorAll("details tbody tr"));
            Assert.DoesNotContain("NaN", drawing.OuterHtml, StringComparison.Ordinal);
            Assert.DoesNotContain("∞", drawing.OuterHtml, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Write_Tables_HaveCaptionsHeadingsAndNamedRows()
    {
        var html = new HtmlParser().ParseDocument(Html);

        foreach (var table in html.QuerySelectorAll("table"))
        {
            Assert.False(string.IsNullOrWhiteSpace(table.QuerySelector("caption")?.TextContent), table.Id);
            var columns = table.QuerySelectorAll("thead th[scope=col]").Length;
            Assert.All(table.QuerySelectorAll("tbody tr"), row => Assert.Equal(columns, row.Children.Length));
            Assert.All(table.QuerySelectorAll("tbody tr"), row => Assert.Equal("row", row.Children[0].GetAttribute("scope")));
        }
    }

    [Fact]
    public void Write_Ids_AreUnique()
    {
        var ids = new HtmlParser().ParseDocument(Html).QuerySelectorAll("[id]").Select(element => element.Id).ToList();

        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public void Write_SixYearsOfQuarterHours_StaysBelowTwoMegabytes()
    {
        var run = MadeRun.Of(6 * 365 * 96, Timeframe.M15, drift: 0.0003, trades: 3_000, sleeves: 3);

        // Two histories: the size does not depend on their number.
        var page = HtmlReport.Write(Core.Reporting.TearSheets.TearSheet.Of(run, new() { Bootstrap = new() { Replications = 2 } }));

        Assert.InRange(page.Length, 100_000, 2_000_000);
    }

    [Theory]
    [InlineData("--ink", 7)]
    [InlineData("--soft", 4.5)]
    [InlineData("--blue", 4.5)]
    [InlineData("--orange", 4.5)]
    [InlineData("--green", 4.5)]
    [InlineData("--purple", 4.5)]
    [InlineData("--ochre", 4.5)]
    [InlineData("--grey", 4.5)]
    public void Colours_OnWhite_HaveContrast(string name, double least) =>
        Assert.True(Contrast(Colour($"{name}: (#[0-9a-f]{{6}})"), "#ffffff") >= least);

    [Theory]
    [InlineData("p1", false)]
    [InlineData("p2", false)]
    [InlineData("p3", false)]
    [InlineData("p4", true)]
    [InlineData("p5", true)]
    [InlineData("n1", false)]
    [InlineData("n2", false)]
    [InlineData("n3", false)]
    [InlineData("n4", true)]
    [InlineData("n5", true)]
    public void HeatMap_NumbersOnTheirCells_HaveContrast(string cell, bool isDeep) =>
        Assert.True(Contrast(Colour($@"\.chart \.{cell} \{{ fill: (#[0-9a-f]{{6}})"), isDeep ? "#ffffff" : Colour("--ink: (#[0-9a-f]{6})")) >= 4.5);

    private static string Colour(string pattern) => Regex.Match(Html, pattern).Groups[1].Value;

    // WCAG 2.2, relative luminance and contrast ratio.
    private static double Contrast(string first, string second)
    {
        static double Luminance(string colour)
        {
            double Channel(int at)
            {
                var share = Convert.ToInt32(colour.Substring(at, 2), 16) / 255.0;
                return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
            }

            return (0.2126 * Channel(1)) + (0.7152 * Channel(3)) + (0.0722 * Channel(5));
        }

        var (one, other) = (Luminance(first), Luminance(second));
        return (Math.Max(one, other) + 0.05) / (Math.Min(one, other) + 0.05);
    }

    [GeneratedRegex(@"url\(([^)]*)\)")]
    private static partial Regex Urls();
}
