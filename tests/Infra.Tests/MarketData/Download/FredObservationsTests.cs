using Serverless.Infra.MarketData.Download;
using Serverless.Testing.Http;

namespace Serverless.Infra.Tests.MarketData.Download;

/// <summary>The answers are made up, in the form that fred.stlouisfed.org documents.</summary>
public sealed class FredObservationsTests
{
    private const string Key = "abcdef0123456789abcdef0123456789";
    private static readonly DateTimeOffset From = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Until = From.AddYears(1);

    private static CancellationToken Cancellation => DownloadBench.Cancellation;

    [Fact]
    public async Task FetchAsync_WithKey_KnowsFiguresTheDayAfterTheirFirstVintage()
    {
        await using var bench = new DownloadBench(Reply.Json("""
            {"count":4,"offset":0,"limit":100000,"observations":[
            {"realtime_start":"2024-01-05","realtime_end":"9999-12-31","date":"2024-01-03","value":"-0.35"},
            {"realtime_start":"2024-01-03","realtime_end":"9999-12-31","date":"2024-01-02","value":"-0.38"},
            {"realtime_start":"2024-01-04","realtime_end":"9999-12-31","date":"2024-01-04","value":"."},
            {"realtime_start":"2024-01-05","realtime_end":"9999-12-31","date":"2024-01-05","value":"-0.30"}]}
            """));

        var series = await new FredObservations(bench.Client(), Key, bench.Server.Address).FetchAsync("T10Y2Y", From, Until, Cancellation);

        Assert.Equal([-0.38, -0.35, -0.30], series.Values.ToArray());
        Assert.Equal([2, 3, 5], series.ReferenceTicks.ToArray().Select(ticks => new DateTime(ticks).Day));
        Assert.Equal([4, 6, 6], series.KnownTicks.ToArray().Select(ticks => new DateTime(ticks).Day));
        Assert.Equal(("T10Y2Y", "4", "2024-01-01"), (
            bench.Server.Requests[0].Query("series_id"), bench.Server.Requests[0].Query("output_type"), bench.Server.Requests[0].Query("observation_start")));
    }

    [Theory]
    [InlineData(400, """{"error_code":400,"error_message":"Bad Request. abcdef0123456789abcdef0123456789 is not registered."}""")]
    [InlineData(200, """{"observations":[]}""")]
    public async Task FetchAsync_Fails_WithoutTellingTheKey(int status, string body)
    {
        await using var bench = new DownloadBench(new Reply(status, body));

        var error = await Assert.ThrowsAsync<DownloadException>(
            () => new FredObservations(bench.Client(), Key, bench.Server.Address).FetchAsync("T10Y2Y", From, Until, Cancellation));

        Assert.Contains("fred, T10Y2Y", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FetchAsync_WithoutKey_ReadsTheGraphsCsv()
    {
        await using var bench = new DownloadBench(new Reply(200, "observation_date,VIXCLS\n2024-01-02,13.20\n2024-01-03,\n2024-01-04,.\n2024-01-05,13.35\n") { Headers = ["Content-Type: text/csv"] });

        var series = await new FredObservations(bench.Client(), null, bench.Server.Address).FetchAsync("VIXCLS", From, Until, Cancellation);

        Assert.Equal([13.20, 13.35], series.Values.ToArray());
        Assert.Equal([3, 8], series.KnownTicks.ToArray().Select(ticks => new DateTime(ticks).Day));
        Assert.Equal("id=VIXCLS&cosd=2024-01-01", bench.Server.Requests[0].QueryText);
    }

    [Theory]
    [InlineData("")]
    [InlineData("something,else\n2024-01-02,1\n")]
    [InlineData("observation_date,VIXCLS\n2024-01-02\n")]
    [InlineData("observation_date,VIXCLS\n02.01.2024,1\n")]
    [InlineData("observation_date,VIXCLS\n2024-01-02,many\n")]
    public async Task FetchAsync_OtherCsv_IsADownloadError(string body)
    {
        await using var bench = new DownloadBench(new Reply(200, body));

        var error = await Assert.ThrowsAsync<DownloadException>(
            () => new FredObservations(bench.Client(), null, bench.Server.Address).FetchAsync("VIXCLS", From, Until, Cancellation));

        Assert.Contains("not in the form that fred documents", error.Message, StringComparison.Ordinal);
    }
}
