using Alpaca.Markets;
using Alpaca.Markets.Extensions;
using Serverless.Core.MarketData;
using Serverless.Core.Time;
using Serverless.Infra.MarketData.Download;
using Serverless.Testing;
using Serverless.Testing.Http;
using Bar = Serverless.Core.MarketData.Bar;

namespace Serverless.Infra.Tests.MarketData.Download;

public sealed class AlpacaBarsTests
{
    private static readonly DateTimeOffset From = new(2022, 2, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task FetchAsync_Pages_FollowTheTokenAndDailyBarsCarryTheirDate()
    {
        await using var bench = new DownloadBench(
            Reply.Json("""{"symbol":"AAPL","bars":[{"t":"2022-02-01T05:00:00Z","o":174,"h":174.84,"l":172.31,"c":174.61,"v":85998033}],"next_page_token":"next"}"""),
            Reply.Json("""{"symbol":"AAPL","bars":[{"t":"2022-07-01T04:00:00Z","o":1,"h":2,"l":1,"c":1.5,"v":7}],"next_page_token":null}"""));

        var bars = await DownloadBench.ReadAsync(Source(bench), new BarRequest("AAPL", Timeframe.D1, From, From.AddYears(1)));

        Assert.Equal(
            [new Bar(new DateTime(2022, 2, 1, 0, 0, 0, DateTimeKind.Utc), 174, 174.84, 172.31, 174.61, 85998033), new Bar(new DateTime(2022, 7, 1, 0, 0, 0, DateTimeKind.Utc), 1, 2, 1, 1.5, 7)],
            bars);
        Assert.Equal([null, "next"], bench.Server.Requests.Select(request => request.Query("page_token")));
        Assert.Equal(("split", "2023-01-31T23:59:59.9999999Z"), (bench.Server.Requests[0].Query("adjustment"), bench.Server.Requests[0].Query("end")));
    }

    [Fact]
    public async Task FetchAsync_RecordedCrypto_KeepsItsTimes()
    {
        Assert.SkipUnless(RepositoryPaths.Shared is not null, "There is no folder 'shared' beside the repository.");
        var recorded = File.ReadAllText(Path.Combine(RepositoryPaths.Shared!, "data", "rest_json", "alpaca", "historical_crypto_data__get_crypto_bars.json"));
        await using var bench = new DownloadBench(Reply.Json(recorded));

        var bar = Assert.Single(await DownloadBench.ReadAsync(Source(bench), new BarRequest("BTC/USD", Timeframe.H1, From, From.AddYears(1))));

        Assert.Equal(new Bar(new DateTime(2022, 3, 9, 5, 0, 0, DateTimeKind.Utc), 161.51, 163.41, 159.41, 162.95, 88496480), bar);
    }

    [Theory]
    [InlineData("BTC/USD", Market.Crypto)]
    [InlineData("AAPL", Market.UsEquities)]
    public async Task MarketOf_Symbol_IsItsCalendar(string symbol, Market market)
    {
        await using var bench = new DownloadBench(Reply.Json("{}"));

        Assert.Equal(market, Source(bench).MarketOf(symbol));
    }

    [Fact]
    public async Task FetchAsync_TokenThatRepeats_EndsWithAnError()
    {
        await using var bench = new DownloadBench(Reply.Json("""{"symbol":"AAPL","bars":null,"next_page_token":"again"}"""));

        var error = await Assert.ThrowsAsync<DownloadException>(() => DownloadBench.ReadAsync(Source(bench), new BarRequest("AAPL", Timeframe.D1, From, From.AddYears(1))));

        Assert.Contains("page 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FetchAsync_WrongKey_SaysSoWithoutTellingIt()
    {
        await using var bench = new DownloadBench(new Reply(403, """{"message":"forbidden."}"""));

        var error = await Assert.ThrowsAsync<DownloadException>(() => DownloadBench.ReadAsync(Source(bench), new BarRequest("AAPL", Timeframe.D1, From, From.AddYears(1))));

        Assert.Contains("Check the key", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("top-secret", error.ToString(), StringComparison.Ordinal);
    }

    private static AlpacaBars Source(DownloadBench bench)
    {
        var key = new SecretKey("id", "top-secret");
        return new AlpacaBars(
            new AlpacaDataClientConfiguration { ApiEndpoint = bench.Server.Address, HttpClient = bench.Client(), SecurityId = key }.GetClient(),
            new AlpacaCryptoDataClientConfiguration { ApiEndpoint = bench.Server.Address, HttpClient = bench.Client(), SecurityId = key }.GetClient());
    }
}
