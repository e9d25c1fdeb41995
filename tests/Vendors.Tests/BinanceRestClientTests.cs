using Binance.Net;
using Binance.Net.Clients;
using Binance.Net.Enums;
using Binance.Net.Objects.Options;
using CryptoExchange.Net.Objects;
using Microsoft.Extensions.Options;
using Serverless.Testing.Http;

namespace Serverless.Vendors.Tests;

public sealed class BinanceRestClientTests
{
    private static CancellationToken Cancellation => Recorded.Cancellation;

    [Fact]
    public async Task GetKlinesAsync_RecordedAnswer_HasAllColumns()
    {
        await using var server = new LoopbackServer(Recorded.Answer("binance/http_spot_market_klines.json"));
        using var http = Towards(server);

        var result = await Client(http).SpotApi.ExchangeData.GetKlinesAsync(
            "BTCUSDT", KlineInterval.OneMinute, new DateTime(2021, 10, 22, 23, 3, 0), new DateTime(2021, 10, 22, 23, 12, 0), 1000, Cancellation);

        Assert.True(result);
        Assert.Equal(10, result.Data.Length);
        var bar = result.Data[0];
        Assert.Equal(
            (new DateTime(2021, 10, 22, 23, 3, 0, DateTimeKind.Utc), 60685.22m, 60729.84m, 60670.90m, 60719.27m, 21.63272m),
            (bar.OpenTime, bar.OpenPrice, bar.HighPrice, bar.LowPrice, bar.ClosePrice, bar.Volume));
        Assert.Equal((1313200.0134041m, 617, 12.28492m, 745719.4102284m), (bar.QuoteVolume, bar.TradeCount, bar.TakerBuyBaseVolume, bar.TakerBuyQuoteVolume));
        Assert.Equal(bar.OpenTime.AddMinutes(1).AddMilliseconds(-1), bar.CloseTime);
        var request = Assert.Single(server.Requests);
        Assert.Equal(
            ("/api/v3/klines", "BTCUSDT", "1m", "1634943780000", "1634944320000", "1000"),
            (request.Path, request.Query("symbol"), request.Query("interval"), request.Query("startTime"), request.Query("endTime"), request.Query("limit")));
    }

    [Fact]
    public async Task GetFundingRatesAsync_RecordedAnswer_IsRead()
    {
        await using var server = new LoopbackServer(Recorded.Answer("binance/http_futures_market_funding_rate.json"));
        using var http = Towards(server);

        var result = await Client(http).UsdFuturesApi.ExchangeData.GetFundingRatesAsync("BTCUSDT", ct: Cancellation);

        Assert.Equal([-0.0375m, 0.0001m], result.Data.Select(row => row.FundingRate));
        Assert.Equal(new DateTime(2019, 10, 9, 8, 0, 0, DateTimeKind.Utc), result.Data[0].FundingTime);
        Assert.Equal(("/fapi/v1/fundingRate", "symbol=BTCUSDT"), (server.Requests[0].Path, server.Requests[0].QueryText));
    }

    [Theory]
    [InlineData("binance/http_spot_market_exchange_info.json", "BTCUSDT", "0.01000000", "0.00001000")]
    [InlineData("binance/exchangeInfo_full_20180210.json", "ETHBTC", "0.000001", "0.001")]
    public async Task GetExchangeInfoAsync_RecordedAnswer_HasTheRules(string file, string symbol, string tick, string step)
    {
        await using var server = new LoopbackServer(Recorded.Answer(file));
        using var http = Towards(server);

        var result = await Client(http).SpotApi.ExchangeData.GetExchangeInfoAsync(ct: Cancellation);

        var found = result.Data.Symbols.First(item => item.Name == symbol);
        Assert.Equal((SymbolStatus.Trading, decimal.Parse(tick), decimal.Parse(step)), (found.Status, found.PriceFilter!.TickSize, found.LotSizeFilter!.StepSize));
        Assert.True(found.MinNotionalFilter!.MinNotional > 0);
    }

    [Fact]
    public async Task GetServerTimeAsync_Answer_IsUtc()
    {
        await using var server = new LoopbackServer(Reply.Json("""{"serverTime":1634942465856}"""));
        using var http = Towards(server);

        Assert.Equal(
            new DateTime(2021, 10, 22, 22, 41, 5, 856, DateTimeKind.Utc),
            (await Client(http).SpotApi.ExchangeData.GetServerTimeAsync(Cancellation)).Data);
    }

    [Fact]
    public async Task Get_ServersError_IsAResultWithItsCode()
    {
        await using var server = new LoopbackServer(new Reply(400, """{"code":-1121,"msg":"Invalid symbol."}"""));
        using var http = Towards(server);

        var result = await Client(http).SpotApi.ExchangeData.GetKlinesAsync("NOPE", KlineInterval.OneDay, ct: Cancellation);

        Assert.False(result.Success);
        Assert.Equal((-1121, "Invalid symbol."), (result.Error!.Code, result.Error.Message));
        Assert.IsType<ServerError>(result.Error);
    }

    [Theory]
    [InlineData(502, "<html>bad gateway</html>", typeof(ServerError))]
    [InlineData(200, "[[1,2]]", typeof(DeserializeError))]
    [InlineData(200, "[[", typeof(DeserializeError))]
    [InlineData(200, "{\"code\":1}", typeof(DeserializeError))]
    public async Task Get_UnreadableAnswer_IsAResultNotAnException(int status, string body, Type error)
    {
        await using var server = new LoopbackServer(new Reply(status, body));
        using var http = Towards(server);

        var result = await Client(http).SpotApi.ExchangeData.GetKlinesAsync("BTCUSDT", KlineInterval.OneDay, ct: Cancellation);

        Assert.False(result);
        Assert.IsType(error, result.Error);
        Assert.Equal(status, (int?)result.ResponseStatusCode);
    }

    [Fact]
    public async Task Get_ConnectionCut_IsAWebErrorWithTheException()
    {
        await using var server = new LoopbackServer(Reply.Json("[1,2,3]") with { CutAfter = 2 });
        using var http = Towards(server);

        var result = await Client(http).SpotApi.ExchangeData.GetKlinesAsync("BTCUSDT", KlineInterval.OneDay, ct: Cancellation);

        Assert.IsType<WebError>(result.Error);
        Assert.NotNull(result.Error.Exception);
    }

    private static HttpClient Towards(LoopbackServer server) => new(new AddressHandler(server.Address) { InnerHandler = new SocketsHttpHandler() });

    private static BinanceRestClient Client(HttpClient http) => new(http, null, Options.Create(new BinanceRestOptions { Environment = BinanceEnvironment.Live }));

    private sealed class AddressHandler(Uri address) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri(address, request.RequestUri!.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
