using Serverless.Core.MarketData;
using Serverless.Infra.MarketData.Download;
using Serverless.Testing.Http;

namespace Serverless.Infra.Tests.MarketData.Download;

public sealed class KrakenBarsTests
{
    private static readonly DateTimeOffset From = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly BarRequest Request = new("XBTUSD", Timeframe.H4, From, From.AddHours(12));

    [Fact]
    public async Task FetchAsync_Pages_FollowsLastUntilItStands()
    {
        await using var bench = new DownloadBench(
            Reply.Json(Page(last: 1704081600, Row(1704067200, "42000.1"), Row(1704081600, "42100.2"))),
            Reply.Json(Page(last: 1704096000, Row(1704096000, "42200.3"), Row(1704110400, "1"))),
            Reply.Json(Page(last: 1704096000)));

        var bars = await DownloadBench.ReadAsync(bench.Kraken(), Request);

        Assert.Equal([42000.1, 42100.2, 42200.3], bars.Select(bar => bar.Open));
        Assert.Equal(new Bar(From.UtcDateTime, 42000.1, 42500, 41000, 42300.5, 12.5), bars[0]);
        Assert.Equal(["1704067199", "1704081600", "1704096000"], bench.Server.Requests.Select(request => request.Query("since")));
        Assert.Equal(("/0/public/OHLC", "XBTUSD", "240"), (bench.Server.Requests[0].Path, bench.Server.Requests[0].Query("pair"), bench.Server.Requests[0].Query("interval")));
    }

    [Theory]
    [InlineData("EAPI:Rate limit exceeded")]
    [InlineData("EService:Unavailable")]
    public async Task FetchAsync_BusyWithStatus200_IsRetried(string error)
    {
        await using var bench = new DownloadBench(
            Reply.Json($$"""{"error":["{{error}}"]}"""), Reply.Json(Page(last: 1704110400, Row(1704067200, "42000.1"))));

        Assert.Single(await DownloadBench.ReadAsync(bench.Kraken(), Request));
        Assert.Equal(2, bench.Server.Requests.Count);
    }

    [Fact]
    public async Task FetchAsync_UnknownPair_SaysWhatKrakenSaysAndWhereToLook()
    {
        await using var bench = new DownloadBench(Reply.Json("""{"error":["EQuery:Unknown asset pair"]}"""));

        var error = await Assert.ThrowsAsync<DownloadException>(() => DownloadBench.ReadAsync(bench.Kraken(), Request));

        Assert.Contains("kraken, XBTUSD H4 from 2024-01-01 00:00, page 1: EQuery:Unknown asset pair", error.Message, StringComparison.Ordinal);
        Assert.Single(bench.Server.Requests);
    }

    [Theory]
    [InlineData("""{"error":[]}""")]
    [InlineData("""{"error":[],"result":{"last":1}}""")]
    [InlineData("""{"error":[],"result":{"XXBTZUSD":[[1,"a","1","1","1","1","1",1]],"last":1}}""")]
    [InlineData("""{"error":[],"result":{"XXBTZUSD":[[1]],"last":1}}""")]
    [InlineData("17")]
    [InlineData("nothing")]
    public async Task FetchAsync_OtherShape_IsADownloadError(string body)
    {
        await using var bench = new DownloadBench(Reply.Json(body));

        var error = await Assert.ThrowsAsync<DownloadException>(() => DownloadBench.ReadAsync(bench.Kraken(), Request));

        Assert.Contains("not in the form that kraken documents", error.Message, StringComparison.Ordinal);
    }

    private static string Page(long last, params string[] rows) =>
        $$$"""{"error":[],"result":{"XXBTZUSD":[{{{string.Join(',', rows)}}}],"last":{{{last}}}}}""";

    private static string Row(long time, string open) => $"""[{time},"{open}","42500.0","41000.0","42300.5","42111.1","12.5",321]""";
}
