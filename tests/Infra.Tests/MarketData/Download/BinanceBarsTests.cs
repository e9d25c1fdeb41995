using Binance.Net.Clients;
using Binance.Net.Objects.Options;
using Microsoft.Extensions.Options;
using Serverless.Core.MarketData;
using Serverless.Infra.MarketData.Download;
using Serverless.Testing;
using Serverless.Testing.Http;

namespace Serverless.Infra.Tests.MarketData.Download;

public sealed class BinanceBarsTests
{
    private static readonly DateTimeOffset Start = new(2021, 10, 22, 23, 3, 0, TimeSpan.Zero);

    [Fact]
    public async Task FetchAsync_RecordedAnswer_GivesTheBars()
    {
        Assert.SkipUnless(RepositoryPaths.Shared is not null, "There is no folder 'shared' beside the repository.");
        var recorded = File.ReadAllText(Path.Combine(RepositoryPaths.Shared!, "data", "rest_json", "binance", "http_spot_market_klines.json"));
        await using var bench = new DownloadBench(Reply.Json(recorded));

        var bars = await DownloadBench.ReadAsync(new BinanceBars(Client(bench)), new BarRequest("BTCUSDT", Timeframe.M1, Start, Start.AddHours(1)));

        Assert.Equal(10, bars.Count);
        Assert.Equal(new Bar(Start.UtcDateTime, 60685.22, 60729.84, 60670.90, 60719.27, 21.63272), bars[0]);
    }

    [Fact]
    public async Task FetchAsync_FullPages_GoOnAfterTheLastBarUntilAShortOne()
    {
        await using var bench = new DownloadBench(new LoopbackServer(request => Reply.Json(Klines(long.Parse(request.Query("startTime")!), long.Parse(request.Query("endTime")!)))));

        var bars = await DownloadBench.ReadAsync(new BinanceBars(Client(bench)), new BarRequest("BTCUSDT", Timeframe.M1, Start, Start.AddMinutes(2500)));

        Assert.Equal(Enumerable.Range(0, 2500).Select(i => Start.UtcDateTime.AddMinutes(i)), bars.Select(bar => bar.OpenTime));
        Assert.Equal(3, bench.Server.Requests.Count);
    }

    [Fact]
    public async Task FetchAsync_PageThatStandsStill_EndsWithAnError()
    {
        var page = Klines(Start.ToUnixTimeMilliseconds(), Start.AddMinutes(5000).ToUnixTimeMilliseconds());
        await using var bench = new DownloadBench(Reply.Json(page));

        var error = await Assert.ThrowsAsync<DownloadException>(
            () => DownloadBench.ReadAsync(new BinanceBars(Client(bench)), new BarRequest("BTCUSDT", Timeframe.M1, Start, Start.AddMinutes(5000))));

        Assert.Contains("page 2: a full page has no bar from", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FetchAsync_UnknownSymbol_TellsBinancesReason()
    {
        await using var bench = new DownloadBench(new Reply(400, """{"code":-1121,"msg":"Invalid symbol."}"""));

        var error = await Assert.ThrowsAsync<DownloadException>(
            () => DownloadBench.ReadAsync(new BinanceBars(Client(bench)), new BarRequest("NOPE", Timeframe.H4, Start, Start.AddDays(1))));

        Assert.Equal("binance, NOPE H4 from 2021-10-22 23:03, page 1: answered 400: Invalid symbol. Check the symbol and the timeframe.", error.Message);
    }

    [Fact]
    public async Task FetchAsync_BanThenAnswer_WaitsAsAskedAndGoesOn()
    {
        await using var bench = new DownloadBench(new Reply(418) { Headers = ["Retry-After: 120"] }, Reply.Json("[]"));

        Assert.Empty(await DownloadBench.ReadAsync(new BinanceBars(Client(bench)), new BarRequest("BTCUSDT", Timeframe.H4, Start, Start.AddDays(1))));
        Assert.Equal(TimeSpan.FromSeconds(120), bench.Time.Waits[0]);
    }

    [Fact]
    public async Task FetchAsync_ServerDown_SaysHowToGoOn()
    {
        await using var bench = new DownloadBench(Reply.Json("[[1") with { CutAfter = 2 });

        var error = await Assert.ThrowsAsync<DownloadException>(
            () => DownloadBench.ReadAsync(new BinanceBars(Client(bench)), new BarRequest("BTCUSDT", Timeframe.H4, Start, Start.AddDays(1))));

        Assert.Contains("broke off", error.Message, StringComparison.Ordinal);
        Assert.Contains("run the same command again", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Funding_RepeatedRows_CountOnceAndAreKnownAtTheirTime()
    {
        await using var bench = new DownloadBench(Reply.Json("""
            [{"symbol":"BTCUSDT","fundingRate":"0.00010000","fundingTime":1570636800000,"markPrice":""},
             {"symbol":"BTCUSDT","fundingRate":"-0.03750000","fundingTime":1570608000000},
             {"symbol":"BTCUSDT","fundingRate":"0.00010000","fundingTime":1570636800000}]
            """));

        var funding = await new BinanceFunding(Client(bench)).FetchAsync(
            "BTCUSDT", new DateTimeOffset(2019, 10, 9, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2019, 10, 10, 0, 0, 0, TimeSpan.Zero), DownloadBench.Cancellation);

        Assert.Equal("BTCUSDT-FUNDING", funding.Symbol);
        Assert.Equal([-0.0375, 0.0001], funding.Values.ToArray());
        Assert.Equal(funding.ReferenceTicks.ToArray(), funding.KnownTicks.ToArray());
        Assert.Equal("/fapi/v1/fundingRate", bench.Server.Requests[0].Path);
    }

    private static BinanceRestClient Client(DownloadBench bench) => new(
        DownloadHttp.CreateBinanceClient(DownloadBench.Policy, bench.Time, bench.Server.Address), null, Options.Create(new BinanceRestOptions()));

    private static string Klines(long from, long until) => "[" + string.Join(',', Enumerable.Range(0, 1000)
        .Select(i => from + (i * 60_000L))
        .TakeWhile(time => time <= until)
        .Select(time => $"[{time},\"2\",\"3\",\"1\",\"2.5\",\"10\",{time + 59_999},\"25\",7,\"5\",\"12\",\"0\"]")) + "]";
}
