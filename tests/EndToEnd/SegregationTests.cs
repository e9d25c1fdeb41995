using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Storage.Blobs;

namespace Serverless.EndToEnd;

/// <summary>Two people, over HTTP and the CLI: whoever promotes with much capital does not approve it.</summary>
public sealed class SegregationTests
{
    [Fact]
    public async Task Promotion_AboveTheLimit_TakesEffectOnceAnotherPersonApproves()
    {
        await using var host = await SecuredHost.StartAsync((BlobServiceClient blobs) => SyntheticPlatform.SeedAsync(blobs));
        var (ada, bob) = (host.Credentials.TokenOf("ada", "PortfolioManager"), host.Credentials.TokenOf("bob", "PortfolioManager"));
        var path = $"api/v1/deployments/{await FindCandidateAsync(host, ada)}";
        Assert.Equal(HttpStatusCode.OK, (await ChangeAsync(host, ada, $"{path}/promote", new { reason = "A test." })).Status);

        var much = new { reason = "It is the best.", capital = 60_000 };
        Assert.Equal((HttpStatusCode.Forbidden, "person-required"), Code(await ChangeAsync(host, Platform.PortfolioManagerKey, $"{path}/promote", new { much.reason, much.capital, @operator = "Ada" })));
        var (status, waiting) = await ChangeAsync(host, ada, $"{path}/promote", much);
        Assert.Equal((HttpStatusCode.Accepted, "Pending"), (status, waiting.GetProperty("status").GetString()));
        var approval = waiting.GetProperty("self").GetString()!.TrimStart('/');
        Assert.Equal("Paper", (await host.GetAsync(path, ada)).GetProperty("stage").GetString());

        Assert.Equal((HttpStatusCode.Forbidden, "second-person-required"), Code(await PostAsync(host, ada, $"{approval}/approve", new { reason = "Mine." })));
        Assert.Equal((HttpStatusCode.Forbidden, "person-required"), Code(await PostAsync(host, Platform.PortfolioManagerKey, $"{approval}/approve", new { reason = "By key.", @operator = "Bob" })));
        Assert.Equal((HttpStatusCode.Unauthorized, "sign-in-stale"), Code(await PostAsync(host, host.Credentials.StaleTokenOf("bob", "PortfolioManager"), $"{approval}/approve", new { reason = "Long ago." })));
        Assert.Equal("Pending", (await host.GetAsync(approval, ada)).GetProperty("status").GetString());

        var environment = new Dictionary<string, string> { ["SERVERLESS_URL"] = host.Http.BaseAddress!.ToString(), ["SERVERLESS_TOKEN"] = bob };
        var listed = await CliProcess.RunAsync(environment, "deployments", "approvals", "--json");
        var id = Assert.Single(JsonDocument.Parse(listed.Output).RootElement.EnumerateArray()).GetProperty("approvalId").GetString()!;
        var approved = await CliProcess.RunAsync(environment, "deployments", "approve", id, "--reason", "Looked at it.", "--operator", "bob");

        Assert.True(approved.ExitCode == 0, approved.Errors);
        Assert.Contains("is Approved", approved.Output, StringComparison.Ordinal);
        var live = await host.GetAsync(path, ada);
        Assert.Equal(("Live", "60000"), (live.GetProperty("stage").GetString(), live.GetProperty("capital").GetString()));
        Assert.Equal((HttpStatusCode.Conflict, "approval-decided"), Code(await PostAsync(host, bob, $"{approval}/reject", new { reason = "Too late." })));

        var trail = await host.StopAndReadTrailAsync();
        Assert.Equal(
            ["approval.requested ada", "alert.opened approval", "approval.granted bob", "alert.closed approval", "deployment.promoted ada"],
            trail.SkipWhile(entry => entry.Action != "approval.requested").Where(entry => !entry.Action.StartsWith("access.", StringComparison.Ordinal)).Select(entry => $"{entry.Action} {entry.Actor.Id}"));
        Assert.Equal(
            ["key:PortfolioManager person-required", "ada second-person-required", "key:PortfolioManager person-required", "bob sign-in-stale"],
            trail.Where(entry => entry.Action == "access.refused").Select(entry => $"{entry.Actor.Id} {entry.Details["code"]}"));
        var done = trail.Last(entry => entry.Action == "deployment.promoted");
        Assert.Equal(("bob", id), (done.Details["approvedBy"], done.Details["approval"]));
    }

    private static async Task<string> FindCandidateAsync(SecuredHost host, string credential)
    {
        var etag = await ETagAsync(host, credential, "api/v1/limits");
        using (var loosened = await host.SendAsync(
            "put", "api/v1/limits", credential, JsonContent.Create(new { reason = "Random walks are tried.", limits = new { maxDrawdown = 1, maxVolatility = 10 } }), ("Idempotency-Key", "loosen"), ("If-Match", etag)))
            Assert.Equal(HttpStatusCode.OK, loosened.StatusCode);
        using var started = await host.SendAsync("post", "api/v1/cycles", credential, JsonContent.Create(new { seed = 7, strategies = 60, promote = true }));
        var cycle = started.Headers.Location!.OriginalString.TrimStart('/');
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while ((await host.GetAsync(cycle, credential)).GetProperty("status").GetString() is not "Completed")
            await tick.WaitForNextTickAsync(deadline.Token);
        var listed = await host.GetAsync("api/v1/deployments?stage=candidate", credential);
        return listed.GetProperty("value").EnumerateArray().First().GetProperty("strategyId").GetString()!;
    }

    private static async Task<string> ETagAsync(SecuredHost host, string credential, string path)
    {
        using var response = await host.SendAsync("get", path, credential);
        return response.Headers.ETag!.ToString();
    }

    /// <summary>An override of the state that the strategy has now.</summary>
    private static async Task<(HttpStatusCode Status, JsonElement Body)> ChangeAsync(SecuredHost host, string credential, string path, object body)
    {
        var etag = await ETagAsync(host, credential, path[..path.LastIndexOf('/')]);
        return await PostAsync(host, credential, path, body, ("Idempotency-Key", $"{credential.Length} {etag}"), ("If-Match", etag));
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(SecuredHost host, string credential, string path, object body, params (string Name, string Value)[] headers)
    {
        using var response = await host.SendAsync("post", path, credential, JsonContent.Create(body), headers);
        return (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement);
    }

    private static (HttpStatusCode Status, string? Code) Code((HttpStatusCode Status, JsonElement Body) answer) =>
        (answer.Status, answer.Body.TryGetProperty("code", out var code) ? code.GetString() : null);
}
