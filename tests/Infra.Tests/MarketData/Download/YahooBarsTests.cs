using Serverless.Core.MarketData;
using Serverless.Core.Time;
using Serverless.Infra.MarketData.Download;
using Serverless.Testing.Http;

namespace Serverless.Infra.Tests.MarketData.Download;

/// <summary>The answers are made up, in the form of the chart service (v8).</summary>
public sealed class YahooBarsTests
{
    private static readonly DateTimeOffset From = new(2024, 1, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task FetchChartsAsync_DailyBars_CarryTheirDateNullsAsNaNAndEvents()
    {
        await using var bench = new DownloadBench(Reply.Json("""
            {"chart":{"result":[{"meta":{"currency":"USD","symbol":"XYZ","gmtoffset":-18000},
            "timestamp":[1704205800,1704292200,1704378600],
            "events":{"dividends":{"1704292200":{"amount":0.5,"date":1704292200}},"splits":{"1704378600":{"date":1704378600,"numerator":4,"denominator":1,"splitRatio":"4:1"}}},
            "indicators":{"quote":[{"open":[10,null,12],"high":[11,null,13],"low":[9,null,11],"close":[10.5,null,12.5],"volume":[100,null,300]}],"adjclose":[{"adjclose":[10.1,null,12.5]}]}}],"error":null}}
            """));
        var yahoo = new YahooBars(bench.Client(), bench.Server.Address);

        var chart = Assert.Single(await yahoo.FetchChartsAsync(new BarRequest("XYZ", Timeframe.D1, From, From.AddDays(10)), DownloadBench.Cancellation).ToListAsync(DownloadBench.Cancellation));

        Assert.Equal(new Bar(From.UtcDateTime, 10, 11, 9, 10.5, 100), chart.Bars[0]);
        Assert.Equal((From.UtcDateTime.AddDays(1), double.NaN), (chart.Bars[1].OpenTime, chart.Bars[1].Close));
        Assert.Equal([10.1, double.NaN, 12.5], chart.AdjustedClose);
        Assert.Equal(0.5, chart.Dividends[new DateOnly(2024, 1, 3)]);
        Assert.Equal(4, chart.Splits[new DateOnly(2024, 1, 4)]);
        Assert.Equal(("/v8/finance/chart/XYZ", "1704153600", "1705017600", "1d"), (
            bench.Server.Requests[0].Path, bench.Server.Requests[0].Query("period1"), bench.Server.Requests[0].Query("period2"), bench.Server.Requests[0].Query("interval")));
    }

    [Fact]
    public async Task FetchAsync_LiveQuoteAtTheEnd_IsNoBar()
    {
        await using var bench = new DownloadBench(Reply.Json("""
            {"chart":{"result":[{"meta":{"gmtoffset":-18000},"timestamp":[1704205800,1704209400,1704211987],
            "indicators":{"quote":[{"open":[1,1,1],"high":[1,1,1],"low":[1,1,1],"close":[1,1,1],"volume":[5,5,0]}]}}]}}
            """));

        var bars = await DownloadBench.ReadAsync(new YahooBars(bench.Client(), bench.Server.Address), new BarRequest("XYZ", Timeframe.H1, From, From.AddDays(1)));

        Assert.Equal([14, 15], bars.Select(bar => bar.OpenTime.Hour));
    }

    [Fact]
    public async Task FetchAsync_MinuteBars_AreAskedForByTheWeek()
    {
        await using var bench = new DownloadBench(Reply.Json("""{"chart":{"result":[{"meta":{"gmtoffset":0}}]}}"""));

        Assert.Empty(await DownloadBench.ReadAsync(new YahooBars(bench.Client(), bench.Server.Address), new BarRequest("XYZ", Timeframe.M1, From, From.AddDays(15))));
        Assert.Equal(["1704153600", "1704758400", "1705363200"], bench.Server.Requests.Select(request => request.Query("period1")));
        Assert.Equal("1705449600", bench.Server.Requests[^1].Query("period2"));
    }

    [Fact]
    public async Task FetchAsync_UnknownSymbol_TellsYahoosReason()
    {
        await using var bench = new DownloadBench(new Reply(404, """{"chart":{"result":null,"error":{"code":"Not Found","description":"No data found, symbol may be delisted"}}}"""));

        var error = await Assert.ThrowsAsync<DownloadException>(
            () => DownloadBench.ReadAsync(new YahooBars(bench.Client(), bench.Server.Address), new BarRequest("NOPE", Timeframe.D1, From, From.AddDays(1))));

        Assert.Contains("yahoo, NOPE D1", error.Message, StringComparison.Ordinal);
        Assert.Contains("symbol may be delisted", error.Message, StringComparison.Ordinal);
        Assert.Contains("Check the symbol", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FetchAsync_FourHours_SaysWhatToDownloadInstead()
    {
        await using var bench = new DownloadBench(Reply.Json("{}"));

        var error = await Assert.ThrowsAsync<DownloadException>(
            () => DownloadBench.ReadAsync(new YahooBars(bench.Client(), bench.Server.Address), new BarRequest("SPY", Timeframe.H4, From, From.AddDays(1))));

        Assert.Contains("download H1 and resample", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SPY", Market.UsEquities)]
    [InlineData("BTC-USD", Market.Crypto)]
    [InlineData("^VIX", Market.Macro)]
    public void MarketOf_Symbol_IsItsCalendar(string symbol, Market market)
    {
        using var http = new HttpClient();

        Assert.Equal(market, new YahooBars(http).MarketOf(symbol));
    }
}
