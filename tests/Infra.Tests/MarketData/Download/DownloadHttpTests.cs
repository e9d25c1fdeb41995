using System.Net;
using System.Net.Http.Headers;
using Serverless.Testing.Http;

namespace Serverless.Infra.Tests.MarketData.Download;

/// <summary>What a client does to servers that misbehave.</summary>
public sealed class DownloadHttpTests
{
    private static CancellationToken Cancellation => DownloadBench.Cancellation;

    [Fact]
    public async Task Get_429WithSeconds_WaitsExactlyThatLong()
    {
        await using var bench = new DownloadBench(new Reply(429) { Headers = ["Retry-After: 7"] }, Reply.Json("[1]"));

        Assert.Equal("[1]", await bench.Client().GetStringAsync(bench.Server.Address, Cancellation));
        Assert.Equal([TimeSpan.FromSeconds(7)], bench.Time.Waits);
    }

    [Fact]
    public async Task Get_429WithDate_WaitsUntilThen()
    {
        await using var bench = new DownloadBench(new Reply(429) { Headers = ["Retry-After: Fri, 01 Mar 2024 00:01:40 GMT"] }, Reply.Json("[1]"));

        await bench.Client().GetStringAsync(bench.Server.Address, Cancellation);

        Assert.Equal([TimeSpan.FromSeconds(70)], bench.Time.Waits);
    }

    [Fact]
    public async Task Get_BanLongerThanPatience_EndsAtOnceWithTheAnswer()
    {
        await using var bench = new DownloadBench(new Reply(418) { Headers = ["Retry-After: 7200"] });

        using var response = await bench.Client().GetAsync(bench.Server.Address, Cancellation);

        Assert.Equal(418, (int)response.StatusCode);
        Assert.Empty(bench.Time.Waits);
        Assert.Single(bench.Server.Requests);
    }

    [Fact]
    public async Task Get_BurstOf5xx_IsRetriedWithGrowingWaits()
    {
        await using var bench = new DownloadBench(new Reply(503), new Reply(500), new Reply(502), Reply.Json("{}"));

        Assert.Equal("{}", await bench.Client().GetStringAsync(bench.Server.Address, Cancellation));
        Assert.Equal(3, bench.Time.Waits.Count);
        Assert.All(bench.Time.Waits, wait => Assert.InRange(wait, TimeSpan.Zero, DownloadBench.Policy.LongestDelay));
    }

    [Fact]
    public async Task Get_5xxWithoutEnd_GivesUpAfterTheAttempts()
    {
        await using var bench = new DownloadBench(new Reply(503));

        using var response = await bench.Client().GetAsync(bench.Server.Address, Cancellation);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(DownloadBench.Policy.Attempts, bench.Server.Requests.Count);
    }

    [Fact]
    public async Task Get_404_IsNotRetried()
    {
        await using var bench = new DownloadBench(new Reply(404));

        using var response = await bench.Client().GetAsync(bench.Server.Address, Cancellation);

        Assert.Single(bench.Server.Requests);
    }

    [Theory]
    [InlineData("[1, 2")]
    [InlineData("{\"bars\": [{\"o\": 1")]
    public async Task Get_JsonCutInTheMiddle_IsRetried(string cut)
    {
        await using var bench = new DownloadBench(Reply.Json(cut), Reply.Json("[1, 2]"));

        Assert.Equal("[1, 2]", await bench.Client().GetStringAsync(bench.Server.Address, Cancellation));
        Assert.Equal(2, bench.Server.Requests.Count);
    }

    [Fact]
    public async Task Get_ConnectionClosedInTheBody_IsRetriedAndAtLastNamed()
    {
        await using var bench = new DownloadBench(Reply.Json("[1, 2, 3]") with { CutAfter = 4 });

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => bench.Client().GetStringAsync(bench.Server.Address, Cancellation));

        Assert.Contains("broke off", error.Message, StringComparison.Ordinal);
        Assert.Equal(DownloadBench.Policy.Attempts, bench.Server.Requests.Count);
    }

    [Fact]
    public async Task Get_SlowLoris_EndsWithTheAttemptsTimeoutAndIsRetried()
    {
        await using var bench = new DownloadBench(Reply.Json("[1, 2, 3]") with { CutAfter = 2, Stalls = true }, Reply.Json("[4]"));

        var answer = bench.Client().GetStringAsync(bench.Server.Address, Cancellation);
        await bench.Server.WaitForStallAsync(Cancellation);
        bench.Clock.Advance(DownloadBench.Policy.AttemptTimeout);

        Assert.Equal("[4]", await answer);
    }

    [Fact]
    public async Task Get_SlowLorisUntilTheCallerCancels_IsCancelledNotRetried()
    {
        await using var bench = new DownloadBench(Reply.Json("[1]") with { CutAfter = 1, Stalls = true });
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var answer = bench.Client().GetStringAsync(bench.Server.Address, cancel.Token);
        await bench.Server.WaitForStallAsync(Cancellation);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        Assert.Single(bench.Server.Requests);
    }

    [Fact]
    public async Task Get_BodyWithoutEnd_IsRefusedAtTheLimit()
    {
        await using var bench = new DownloadBench(Reply.Json($"[{new string(' ', DownloadBench.Policy.LongestBody)}]"));

        var error = await Assert.ThrowsAsync<Serverless.Infra.MarketData.Download.RefusedResponseException>(
            () => bench.Client().GetStringAsync(bench.Server.Address, Cancellation));

        Assert.Contains("1048576 bytes", error.Message, StringComparison.Ordinal);
        Assert.Single(bench.Server.Requests);
    }

    [Fact]
    public async Task Get_WebPageInsteadOfData_IsRefused()
    {
        await using var bench = new DownloadBench(new Reply(200, "<!DOCTYPE html><p>consent</p>") { Headers = ["Content-Type: application/json"] });

        var error = await Assert.ThrowsAnyAsync<HttpRequestException>(() => bench.Client().GetStringAsync(bench.Server.Address, Cancellation));

        Assert.Contains("web page", error.Message, StringComparison.Ordinal);
        Assert.Single(bench.Server.Requests);
    }

    [Fact]
    public async Task Get_RedirectWithinTheOrigin_IsFollowedWithItsKey()
    {
        await using var bench = new DownloadBench(new LoopbackServer(request => request.Path == "/new" ? Reply.Json("[1]") : new Reply(302) { Headers = ["Location: /new?a=1"] }));
        var client = bench.Client();
        client.DefaultRequestHeaders.Add("APCA-API-SECRET-KEY", "secret");

        Assert.Equal("[1]", await client.GetStringAsync(bench.Server.Address, Cancellation));
        Assert.Equal("secret", bench.Server.Requests[1].Headers["APCA-API-SECRET-KEY"]);
        Assert.Equal("1", bench.Server.Requests[1].Query("a"));
    }

    [Fact]
    public async Task Get_RedirectElsewhere_IsRefusedAndTheKeyStays()
    {
        await using var other = new LoopbackServer(Reply.Json("[1]"));
        await using var bench = new DownloadBench(new Reply(302) { Headers = [$"Location: {other.Address}"] });
        var client = bench.Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "secret");

        var error = await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.GetStringAsync(bench.Server.Address, Cancellation));

        Assert.Contains($"{other.Address.Authority}, which is not followed", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task Get_RedirectsInACircle_AreRefused()
    {
        await using var bench = new DownloadBench(new Reply(301) { Headers = ["Location: /"] });

        var error = await Assert.ThrowsAnyAsync<HttpRequestException>(() => bench.Client().GetStringAsync(bench.Server.Address, Cancellation));

        Assert.Contains("more than 3 times", error.Message, StringComparison.Ordinal);
        Assert.Equal(4, bench.Server.Requests.Count);
    }

    [Fact]
    public async Task Get_ManyRequests_KeepTheirDistance()
    {
        await using var bench = new DownloadBench(Reply.Json("[1]"));
        var client = bench.Client(TimeSpan.FromSeconds(2));

        for (var i = 0; i < 3; i++)
            await client.GetStringAsync(bench.Server.Address, Cancellation);

        Assert.Equal([TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2)], bench.Time.Waits);
    }

    [Fact]
    public async Task Get_WeightNearTheLimit_WaitsForTheNextMinute()
    {
        await using var bench = new DownloadBench(Reply.Json("[1]") with { Headers = ["X-MBX-USED-WEIGHT-1M: 5000"] });
        var client = bench.Client(weightHeader: "X-MBX-USED-WEIGHT-1M", weight: 4800);

        await client.GetStringAsync(bench.Server.Address, Cancellation);
        await client.GetStringAsync(bench.Server.Address, Cancellation);

        Assert.Equal([TimeSpan.FromSeconds(30)], bench.Time.Waits);
    }
}
