using System.Text.Json;
using Serverless.Core.MarketData;
using Serverless.Core.MarketData.Quality.Report;
using Serverless.Core.MarketData.Quality.Survivorship;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.MarketData.Quality;

public sealed class SurvivorshipReportTests
{
    private static readonly MembershipInterval[] Members =
    [
        new("BRK.B", new(2000, 1, 3), null),
        new("GONE", new(2000, 1, 3), new(2000, 7, 3)),
        new("SHORT", new(2000, 2, 1), null),
        new("LATER", new(2001, 1, 1), null),
    ];

    private static readonly QualityReport[] Series =
    [
        Stock("brk-b", new(1999, 1, 4), new(2000, 6, 30)),
        Stock("brk-b", new(2000, 6, 30), new(2000, 12, 29)), // another source goes on
        Stock("SHORT", new(2000, 2, 1), new(2000, 11, 30)),
        Stock("SPY", new(1999, 1, 4), new(2000, 12, 29)),
        Stock("BTCUSDT", new(1990, 1, 1), new(2010, 1, 1)) with { Market = Market.Crypto },
    ];

    [Fact]
    public void Create_SeriesOfAStock_CountAsOneUnderTheNameOfTheIndex()
    {
        var report = SurvivorshipReport.Create("index.csv", Members, Series);

        Assert.Equal((new DateOnly(2000, 1, 3), new DateOnly(2000, 12, 29), 3), (report.From, report.To, report.Memberships));
        Assert.Equal([("GONE", 126), ("SHORT", 20)], report.Check.Uncovered.Select(member => (member.Membership.Ticker, member.MissingSessions)));
        Assert.Equal(["SPY"], report.Check.NotMembers);
    }

    [Fact]
    public void Write_Text_SaysWhoLacksWhatAndHowMuchIsCovered()
    {
        var text = SurvivorshipText.Write(SurvivorshipReport.Create("index.csv", Members, Series));

        Assert.Equal(
            """
            Members in index.csv: 2 of 3 lack bars
              3 memberships from 2000-01-03 to 2000-12-29
              members without bars: 1 (GONE)
              memberships with bars for a part of their time: 1
                SHORT from 2000-02-01: bars from 2000-02-01 to 2000-11-30, 20 sessions missing
              never members: SPY
              on          members  with bars            left since  with bars
              2000-02-01        3          2   66.66 %           1          0       0 %
              2000-12-01        2          1      50 %           0          0     100 %

            """,
            text);
    }

    [Fact]
    public void Write_AllCovered_SaysSo()
    {
        var report = SurvivorshipReport.Create("index.csv", Members[..1], Series[..2]);

        Assert.StartsWith("Members in index.csv: all have their bars\n", SurvivorshipText.Write(report), StringComparison.Ordinal);
        Assert.Contains(">all have their bars</span>", QualityHtml.WriteIndex([(Series[0], "a.html")], report), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_Page_ShowsTheMembersBelowTheSeriesAndEncodesThem()
    {
        var report = SurvivorshipReport.Create("a&b.csv", [.. Members, new("<b>", new(2000, 1, 3), null)], Series);

        var page = QualityHtml.WriteIndex([(Series[0], "a.html")], report);

        Assert.True(page.IndexOf("<h2 id=\"members\">", StringComparison.Ordinal) > page.IndexOf("a.html", StringComparison.Ordinal));
        Assert.Contains("<summary>Members without bars: 2</summary><p>&lt;b&gt;, GONE</p>", page, StringComparison.Ordinal);
        Assert.Contains("a&amp;b.csv, 4 memberships from 2000-01-03 to 2000-12-29", page, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"members\"", QualityHtml.WriteIndex([(Series[0], "a.html")]), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_Json_ReadsBackToTheSameDocument()
    {
        var json = QualityJson.Write(new QualityDocument(Series, [], SurvivorshipReport.Create("index.csv", Members, Series)));

        Assert.Equal(json, QualityJson.Write(QualityJson.Read(json)));
        using var document = JsonDocument.Parse(json);
        var month = document.RootElement.GetProperty("survivorship").GetProperty("check").GetProperty("byMonth")[0];
        Assert.Equal(
            ["date", "members", "covered", "leavers", "coveredLeavers", "share", "leaverShare"], month.EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public void Create_NothingToCompare_SaysWhy()
    {
        Assert.Contains("no bars of stocks", Refusal(Members, Series[4..]), StringComparison.Ordinal);
        Assert.Contains("names no members", Refusal([], Series), StringComparison.Ordinal);
        Assert.Contains("end on 2000-12-29, before the first membership in index.csv begins on 2001-01-01", Refusal(Members[3..], Series), StringComparison.Ordinal);
    }

    private static string Refusal(MembershipInterval[] members, QualityReport[] series) =>
        Assert.Throws<ArgumentException>(() => SurvivorshipReport.Create("index.csv", members, series)).Message;

    private static QualityReport Stock(string symbol, DateTime first, DateTime last) => new(
        symbol, Timeframe.D1, Market.UsEquities, "x.csv", "", new DateTimeOffset(first, TimeSpan.Zero), new DateTimeOffset(last, TimeSpan.Zero), 2, 0, [], []);
}
