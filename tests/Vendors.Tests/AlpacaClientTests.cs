using System.Net;
using Alpaca.Markets;
using Alpaca.Markets.Extensions;
using Serverless.Testing.Http;

namespace Serverless.Vendors.Tests;

public sealed class AlpacaClientTests
{
    private static readonly DateTime From = new(2022, 2, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Into = new(2022, 2, 3, 0, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Cancellation => Recorded.Cancellation;

    [Fact]
    public async Task GetHistoricalBarsAsync_RecordedPages_GoOnWithTheToken()
    {
        await using var server = new LoopbackServer(
            Recorded.Answer("alpaca/historical_stock_data__get_bars.json"), Recorded.Answer("alpaca/historical_stock_data__multisymbol_get_bars.json"));
        using var client = Stocks(server);
        var request = new HistoricalBarsRequest(["AAPL", "TSLA"], From, Into, BarTimeFrame.Day) { Adjustment = Adjustment.SplitsOnly, Feed = MarketDataFeed.Iex };

        var first = await client.GetHistoricalBarsAsync(request, Cancellation);
        var second = await client.GetHistoricalBarsAsync(request.WithPageToken(first.NextPageToken!), Cancellation);

        var bar = first.Items["AAPL"][1];
        Assert.Equal(
            ("AAPL", new DateTime(2022, 2, 2, 5, 0, 0, DateTimeKind.Utc), 174.64m, 175.88m, 173.33m, 175.84m, 84817432m, 174.941288m, 675034UL),
            (bar.Symbol, bar.TimeUtc, bar.Open, bar.High, bar.Low, bar.Close, bar.Volume, bar.Vwap, bar.TradeCount));
        Assert.Equal(["AAPL", "TSLA"], second.Items.Keys.Order());
        Assert.Null(second.NextPageToken);
        Assert.Equal(
            ("/v2/stocks/bars", "AAPL,TSLA", "1Day", "2022-02-01T00:00:00.0000000Z", "split", "iex", null),
            (server.Requests[0].Path, server.Requests[0].Query("symbols"), server.Requests[0].Query("timeframe"), server.Requests[0].Query("start"), server.Requests[0].Query("adjustment"), server.Requests[0].Query("feed"), server.Requests[0].Query("page_token")));
        Assert.Equal(first.NextPageToken, server.Requests[1].Query("page_token"));
        Assert.Equal(("key", "secret"), (server.Requests[0].Headers["APCA-API-KEY-ID"], server.Requests[0].Headers["APCA-API-SECRET-KEY"]));
    }

    [Fact]
    public async Task ListHistoricalBarsAsync_OneStock_HasItsOwnPath()
    {
        await using var server = new LoopbackServer(Reply.Json("""{"symbol":"AAPL","bars":[{"t":"2022-02-01T05:00:00Z","o":174,"h":"174.84","l":172.31,"c":174.61,"v":"85998033.5"}],"next_page_token":null}"""));
        using var client = Stocks(server);

        var page = await client.ListHistoricalBarsAsync(new HistoricalBarsRequest("AAPL", From, Into, new BarTimeFrame(4, BarTimeFrameUnit.Hour)).WithPageSize(10_000), Cancellation);

        Assert.Equal(("AAPL", null), (page.Symbol, page.NextPageToken));
        Assert.Equal((174.84m, 85998033.5m), (page.Items[0].High, page.Items[0].Volume));
        Assert.Equal(("/v2/stocks/AAPL/bars", "4Hour", "10000"), (server.Requests[0].Path, server.Requests[0].Query("timeframe"), server.Requests[0].Query("limit")));
    }

    [Fact]
    public async Task ListHistoricalBarsAsync_RecordedCrypto_TakesItsPairOutOfTheDictionary()
    {
        await using var server = new LoopbackServer(Recorded.Answer("alpaca/historical_crypto_data__get_crypto_bars.json"));
        using var client = Environments.Paper.GetAlpacaCryptoDataClientConfiguration(new SecretKey("key", "secret")).At(server).GetClient();

        var page = await client.ListHistoricalBarsAsync(new HistoricalCryptoBarsRequest("ETH/USD", From, Into, BarTimeFrame.Hour), Cancellation);

        Assert.Equal(839m, Assert.Single(page.Items).Open);
        Assert.Equal(("/v1beta3/crypto/us/bars", "ETH/USD", "1Hour"), (server.Requests[0].Path, server.Requests[0].Query("symbols"), server.Requests[0].Query("timeframe")));
    }

    [Fact]
    public async Task Get_ServersError_IsAnExceptionWithItsCode()
    {
        await using var server = new LoopbackServer(new Reply(422, """{"code":42210000,"message":"invalid symbol"}"""));
        using var client = Stocks(server);

        var error = await Assert.ThrowsAsync<RestClientErrorException>(() => client.ListHistoricalBarsAsync(new HistoricalBarsRequest("!", From, Into, BarTimeFrame.Day), Cancellation));

        Assert.Equal(("invalid symbol", 42210000, HttpStatusCode.UnprocessableEntity), (error.Message, error.ErrorCode, error.HttpStatusCode));
    }

    [Theory]
    [InlineData(200, "{\"bars\":")]
    [InlineData(200, "{}")]
    [InlineData(200, "[]")]
    [InlineData(200, "{\"symbol\":\"A\",\"bars\":[{\"t\":\"soon\"}]}")]
    [InlineData(503, "<html>")]
    public async Task Get_UnreadableAnswer_IsARestClientError(int status, string body)
    {
        await using var server = new LoopbackServer(new Reply(status, body));
        using var client = Stocks(server);

        await Assert.ThrowsAsync<RestClientErrorException>(() => client.ListHistoricalBarsAsync(new HistoricalBarsRequest("A", From, Into, BarTimeFrame.Day), Cancellation));
    }

    [Fact]
    public async Task Get_WrongRequest_NamesTheProperty()
    {
        await using var server = new LoopbackServer(Reply.Json("{}"));
        using var client = Stocks(server);

        var error = await Assert.ThrowsAsync<RequestValidationException>(() => client.GetHistoricalBarsAsync(new HistoricalBarsRequest([], From, Into, BarTimeFrame.Day), Cancellation));
        var other = await Assert.ThrowsAsync<RequestValidationException>(() => client.ListHistoricalBarsAsync(new HistoricalBarsRequest("A", BarTimeFrame.Day).WithPageSize(10_001), Cancellation));

        Assert.Equal(("Symbols", "Pagination"), (error.PropertyName, other.PropertyName));
        Assert.Empty(server.Requests);
    }

    private static IAlpacaDataClient Stocks(LoopbackServer server) =>
        Environments.Paper.GetAlpacaDataClientConfiguration(new SecretKey("key", "secret")).At(server).GetClient();
}
