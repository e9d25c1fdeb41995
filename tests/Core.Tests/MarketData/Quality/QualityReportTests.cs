using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Serverless.Core.MarketData;
using Serverless.Core.MarketData.Quality;
using Serverless.Core.MarketData.Quality.Report;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.MarketData.Quality;

public sealed partial class QualityReportTests
{
    [Fact]
    public void Create_CleanSeries_HasNothingButItsIdentity()
    {
        var series = Bars.Clean();

        var report = Create(series);

        Assert.Equal(("X", Timeframe.H1, Market.Crypto, "x.csv", 500, 0, 500, 1.0), (report.Symbol, report.Timeframe, report.Market, report.Source, report.Rows, report.Missing, report.Expected, report.Coverage));
        Assert.Equal((ContentHash.Of(series), new DateTimeOffset(series.OpenTime(0)), new DateTimeOffset(series.OpenTime(499))), (report.ContentHash, report.First, report.Last));
        Assert.Null(report.Verdict);
        Assert.Empty(report.Defects);
        Assert.StartsWith("X H1 (Crypto) from x.csv: clean\n", QualityText.Write(report), StringComparison.Ordinal);
    }

    [Fact]
    public void Create_NoBars_SaysSo()
    {
        var report = Create(Bars.Clean(0));

        Assert.Null(report.First);
        Assert.Contains("no bars", QualityText.Write(report), StringComparison.Ordinal);
        Assert.Contains("Nothing was found", QualityHtml.Write(report, Bars.Clean(0), QualityThresholds.Default), StringComparison.Ordinal);
    }

    [Fact]
    public void Create_GapsAndBadTicks_CountsThemAndNamesTheWorst()
    {
        var report = Create(Broken());

        Assert.Equal((7, 493, 493.0 / 500), (report.Missing, report.Rows, report.Coverage));
        Assert.Equal([5, 2], report.LargestGaps.Select(gap => gap.Count));
        Assert.Equal(DefectAction.Repair, report.Verdict);
        Assert.Equal([(DataDefect.BadTick, 2, 2), (DataDefect.Gap, 2, 7)], report.Defects.Select(defect => (defect.Defect, defect.Findings, defect.Bars)));
        Assert.Equal(new DateTimeOffset(Bars.Clean().OpenTime(300)), report.Defects[0].Worst[0].First); // the low at half is worse than the high at 1.4
        Assert.Contains("98.6 %", QualityText.Write(report), StringComparison.Ordinal);
    }

    [Fact]
    public void Create_GapsBelowTheThreshold_AreMissingAllTheSame()
    {
        var report = QualityReport.Create(Broken(), Market.Crypto, "x.csv", QualityThresholds.Default with { MaxGapBars = 10 }, ImportPolicy.Default);

        Assert.Equal(7, report.Missing);
        Assert.DoesNotContain(report.Defects, defect => defect.Defect == DataDefect.Gap);
    }

    [Fact]
    public void Create_IssuesOfTheReader_AreTakenWhereTheBarsCannotShowThem()
    {
        DataIssue Issue(int line, DataDefect defect) => new("x.csv", line, defect, DefectAction.Flag, $"reason {line}");

        var report = QualityReport.Create(
            Broken(), Market.Crypto, "x.csv", QualityThresholds.Default, ImportPolicy.Default,
            [new(DataDefect.BadNumber, DefectAction.Flag, 150), new(DataDefect.Gap, DefectAction.Flag, 1)], [Issue(7, DataDefect.Gap), Issue(5, DataDefect.BadNumber), Issue(9, DataDefect.BadNumber)]);

        Assert.Equal(2, report.Defects.Single(defect => defect.Defect == DataDefect.Gap).Findings);
        var rows = report.Defects.Single(defect => defect.Defect == DataDefect.BadNumber);
        Assert.Equal((DefectAction.QuarantineRow, 150, 2), (rows.Action, rows.Findings, rows.Worst.Count));
        Assert.Equal(new FindingExample(null, null, null, "line 5: reason 5"), rows.Worst[0]);
        Assert.Contains("    line 5: reason 5\n", QualityText.Write(report), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_Json_ReadsBackToTheSameDocument()
    {
        var json = QualityJson.Write(new QualityDocument([Create(Broken()), Create(Bars.Clean(0))], [new UnreadSource("y.csv", "empty")]));

        Assert.Equal(json, QualityJson.Write(QualityJson.Read(json)));
        using var document = JsonDocument.Parse(json);
        var report = document.RootElement.GetProperty("series")[0];
        Assert.Equal(
            ["symbol", "timeframe", "market", "source", "contentHash", "first", "last", "rows", "missing", "largestGaps", "defects", "expected", "coverage", "verdict"],
            report.EnumerateObject().Select(property => property.Name));
        Assert.Equal("Repair", report.GetProperty("verdict").GetString());
        Assert.Equal(["defect", "action", "findings", "bars", "worst"], report.GetProperty("defects")[0].EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public void Write_Page_LoadsNothingAndEncodesWhatItIsGiven()
    {
        var series = Broken();
        var report = Create(series) with { Symbol = "<script>alert(1)</script>", Source = "a&\"b\".csv" };

        var page = QualityHtml.Write(report, series, QualityThresholds.Default);

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.Contains("a&amp;&quot;b&quot;.csv", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(src|href)=|url\(|@import|https?:", page);
    }

    [Fact]
    public void Write_Pages_AreWellFormedAndNameTheirPictures()
    {
        foreach (var series in new[] { Broken(), Bars.Clean(0), Bars.Clean(1), Bars.Clean(800, Timeframe.D1) })
        {
            var page = QualityHtml.Write(Create(series), series, QualityThresholds.Default);
            var document = XDocument.Parse(VoidElements().Replace(page.Replace("<!DOCTYPE html>", string.Empty, StringComparison.Ordinal), "$0</$1>"));

            Assert.Equal(series.Count == 0 ? 0 : 2, document.Descendants("svg").Count());
            Assert.All(document.Descendants("svg"), picture => Assert.Equal(("img", false), (picture.Attribute("role")!.Value, string.IsNullOrEmpty(picture.Element("title")!.Value))));
        }
    }

    [Fact]
    public void Write_Strips_ColourEachDayByItsBars()
    {
        var series = Bars.Clean(24 * 60).With((i, bar) => (i / 24) switch
        {
            20 => null,
            40 when i % 24 is > 0 and < 6 => null,
            _ => bar,
        });

        var page = QualityHtml.Write(Create(series), series, QualityThresholds.Default);

        Assert.Single(Regex.Matches(page, "<rect class=\"missing\" [^>]*><title>2024-01-21: no bars</title>"));
        Assert.Single(Regex.Matches(page, "<rect class=\"partial\" [^>]*><title>2024-02-10: 5 of 24 bars missing</title>"));
        Assert.Equal(3, Regex.Count(page, "<rect class=\"full\""));
    }

    [Fact]
    public void WriteIndex_SeveralSeries_LeadsToEachGravestFirst()
    {
        var page = QualityHtml.WriteIndex([(Create(Bars.Clean()) with { Symbol = "CLEAN" }, "clean.html"), (Create(Broken()) with { Symbol = "BROKEN" }, "a b.html")]);

        Assert.Contains("<a href=\"a%20b.html\">BROKEN H1</a>", page, StringComparison.Ordinal);
        Assert.True(page.IndexOf("BROKEN", StringComparison.Ordinal) < page.IndexOf("CLEAN", StringComparison.Ordinal));
        Assert.Contains("2 series, 1 of them clean", page, StringComparison.Ordinal);
    }

    private static BarSeries Broken() => Bars.Clean().With((i, bar) => i switch
    {
        >= 100 and < 105 or 200 or 201 => null,
        300 => bar with { Low = bar.Low * 0.5 },
        400 => bar with { High = bar.High * 1.4 },
        _ => bar,
    });

    private static QualityReport Create(BarSeries series) => QualityReport.Create(series, Market.Crypto, "x.csv", QualityThresholds.Default, ImportPolicy.Default);

    [GeneratedRegex("<(meta|br)[^>]*>")]
    private static partial Regex VoidElements();
}
