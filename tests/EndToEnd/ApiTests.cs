using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Serverless.EndToEnd;

/// <summary>What the HTTP API answers to callers who may not, and to requests that can't be served.</summary>
public sealed class ApiTests(SyntheticPlatform fixture) : IClassFixture<SyntheticPlatform>
{
    private Platform Platform => fixture.Platform;

    [Theory]
    [InlineData("POST", "api/v1/cycles", null, HttpStatusCode.Unauthorized)]
    [InlineData("POST", "api/v1/cycles", "not-a-key", HttpStatusCode.Unauthorized)]
    [InlineData("POST", "api/v1/cycles", Platform.ViewerKey, HttpStatusCode.Forbidden)]
    [InlineData("POST", "api/v1/cycles", Platform.AnalystKey, HttpStatusCode.Forbidden)]
    [InlineData("GET", "api/v1/cycles", null, HttpStatusCode.Unauthorized)]
    [InlineData("GET", "api/v1/cycles", Platform.ViewerKey, HttpStatusCode.OK)]
    [InlineData("GET", "api/v1/cycles?maxpagesize=0", Platform.ViewerKey, HttpStatusCode.BadRequest)]
    [InlineData("GET", "api/v1/cycles?maxpagesize=many", Platform.ViewerKey, HttpStatusCode.BadRequest)]
    [InlineData("GET", "api/v1/cycles?skiptoken=***", Platform.ViewerKey, HttpStatusCode.BadRequest)]
    [InlineData("GET", "api/v1/regimes", null, HttpStatusCode.Unauthorized)]
    [InlineData("GET", "api/v1/regimes", Platform.ViewerKey, HttpStatusCode.OK)]
    [InlineData("POST", "api/v1/regimes/checks", Platform.AnalystKey, HttpStatusCode.Forbidden)]
    [InlineData("GET", "api/v1/regimes/checks/none", Platform.ViewerKey, HttpStatusCode.NotFound)]
    [InlineData("GET", "api/v1/cycles/none", null, HttpStatusCode.Unauthorized)]
    [InlineData("GET", "api/v1/cycles/none", Platform.ViewerKey, HttpStatusCode.NotFound)]
    [InlineData("GET", "api/v1/cycles/none/scorecard", Platform.ViewerKey, HttpStatusCode.NotFound)]
    [InlineData("GET", "api/v1/cycles/none/evidence", Platform.ViewerKey, HttpStatusCode.NotFound)]
    [InlineData("GET", "api/v1/cycles/none/evidence", null, HttpStatusCode.Unauthorized)]
    [InlineData("GET", "api/v1/cycles/@cycleprogress@none", Platform.ViewerKey, HttpStatusCode.NotFound)]
    [InlineData("POST", "api/v1/market-data/updates", null, HttpStatusCode.Unauthorized)]
    [InlineData("POST", "api/v1/market-data/updates", Platform.ViewerKey, HttpStatusCode.Forbidden)]
    [InlineData("POST", "api/v1/market-data/updates", Platform.OperatorKey, HttpStatusCode.Conflict)]
    [InlineData("GET", "api/v1/market-data/updates/none", null, HttpStatusCode.Unauthorized)]
    [InlineData("GET", "api/v1/market-data/updates/none", Platform.ViewerKey, HttpStatusCode.NotFound)]
    [InlineData("POST", "api/v1/optimizations", null, HttpStatusCode.Unauthorized)]
    [InlineData("POST", "api/v1/optimizations", Platform.ViewerKey, HttpStatusCode.Forbidden)]
    [InlineData("POST", "api/v1/optimizations/none/terminate", Platform.ViewerKey, HttpStatusCode.Forbidden)]
    [InlineData("POST", "api/v1/optimizations", Platform.AnalystKey, HttpStatusCode.BadRequest)]
    [InlineData("POST", "api/v1/optimizations/none/terminate", Platform.OperatorKey, HttpStatusCode.NotFound)]
    [InlineData("GET", "api/v1/optimizations", Platform.ViewerKey, HttpStatusCode.OK)]
    [InlineData("GET", "api/v1/optimizations/none", Platform.ViewerKey, HttpStatusCode.NotFound)]
    [InlineData("GET", "api/v1/optimizations/none/result", Platform.ViewerKey, HttpStatusCode.NotFound)]
    [InlineData("POST", "api/v1/backtests", null, HttpStatusCode.Unauthorized)]
    [InlineData("POST", "api/v1/backtests", Platform.ViewerKey, HttpStatusCode.Forbidden)]
    [InlineData("POST", "api/v1/backtests", Platform.AnalystKey, HttpStatusCode.BadRequest)]
    [InlineData("GET", "api/v1/backtests", Platform.ViewerKey, HttpStatusCode.OK)]
    [InlineData("GET", "api/v1/backtests/none", Platform.ViewerKey, HttpStatusCode.NotFound)]
    [InlineData("GET", "api/v1/backtests/none/result", Platform.ViewerKey, HttpStatusCode.NotFound)]
    [InlineData("GET", "api/v1/backtests/none/tables/equity", Platform.ViewerKey, HttpStatusCode.NotFound)]
    [InlineData("POST", "api/v1/backtests/none/terminate", Platform.ViewerKey, HttpStatusCode.Forbidden)]
    [InlineData("POST", "api/v1/backtests/none/terminate", Platform.AnalystKey, HttpStatusCode.NotFound)]
    [InlineData("GET", "api/v1/experiments", null, HttpStatusCode.Unauthorized)]
    [InlineData("GET", "api/v1/experiments", Platform.ViewerKey, HttpStatusCode.OK)]
    [InlineData("GET", "api/v1/experiments?sharpe=1", Platform.ViewerKey, HttpStatusCode.BadRequest)]
    [InlineData("GET", "api/v1/experiments/none", Platform.ViewerKey, HttpStatusCode.NotFound)]
    [InlineData("GET", "api/v1/experiments/compare?ids=one", Platform.ViewerKey, HttpStatusCode.BadRequest)]
    [InlineData("GET", "api/v1/alerts", null, HttpStatusCode.Unauthorized)]
    [InlineData("GET", "api/v1/alerts", Platform.ViewerKey, HttpStatusCode.OK)]
    [InlineData("GET", "api/v1/alerts?state=some", Platform.ViewerKey, HttpStatusCode.BadRequest)]
    [InlineData("POST", "api/v1/alerts/none/acknowledge", Platform.AnalystKey, HttpStatusCode.Forbidden)]
    [InlineData("POST", "api/v1/alerts/none/acknowledge", Platform.OperatorKey, HttpStatusCode.NotFound)]
    [InlineData("GET", "api/v1/correlations/2026-01-01", Platform.ViewerKey, HttpStatusCode.OK)]
    [InlineData("GET", "api/v1/correlations/2026-01-01?maxpagesize=201", Platform.ViewerKey, HttpStatusCode.BadRequest)]
    [InlineData("GET", "api/v1/correlations/today", Platform.ViewerKey, HttpStatusCode.BadRequest)]
    [InlineData("GET", "api/v1/reports/daily/2026-01-01", Platform.ViewerKey, HttpStatusCode.NotFound)]
    [InlineData("GET", "api/v1/reports/daily/yesterday", Platform.ViewerKey, HttpStatusCode.BadRequest)]
    [InlineData("GET", "api/v1/audit", null, HttpStatusCode.Unauthorized)]
    [InlineData("GET", "api/v1/audit", Platform.OperatorKey, HttpStatusCode.Forbidden)]
    [InlineData("GET", "api/v1/audit", Platform.ComplianceKey, HttpStatusCode.OK)]
    [InlineData("GET", "api/v1/audit/keys", Platform.OperatorKey, HttpStatusCode.Forbidden)]
    [InlineData("GET", "api/v1/audit/checkpoint", Platform.ViewerKey, HttpStatusCode.Forbidden)]
    [InlineData("GET", "api/v1/audit/bundle?index=0", Platform.OperatorKey, HttpStatusCode.Forbidden)]
    [InlineData("GET", "api/v1/audit/bundle?index=0", null, HttpStatusCode.Unauthorized)]
    [InlineData("GET", "api/v1/audit/bundle", Platform.ComplianceKey, HttpStatusCode.BadRequest)]
    [InlineData("GET", "api/v1/audit/bundle?index=-1", Platform.ComplianceKey, HttpStatusCode.BadRequest)]
    [InlineData("GET", "api/v1/audit/bundle?index=0&count=1001", Platform.ComplianceKey, HttpStatusCode.BadRequest)]
    [InlineData("GET", "api/v1/audit/bundle?index=1&eventId=x", Platform.ComplianceKey, HttpStatusCode.BadRequest)]
    [InlineData("GET", "api/v1/audit/bundle?eventId=none", Platform.ComplianceKey, HttpStatusCode.NotFound)]
    [InlineData("GET", "api/v1/audit/bundle?index=123456789", Platform.ComplianceKey, HttpStatusCode.Conflict)]
    [InlineData("POST", "api/v1/cycles", Platform.ComplianceKey, HttpStatusCode.Forbidden)]
    [InlineData("GET", "health/live", null, HttpStatusCode.OK)]
    [InlineData("GET", "health/ready", null, HttpStatusCode.OK)]
    [InlineData("GET", "runtime/webhooks/durabletask/instances", Platform.OperatorKey, HttpStatusCode.NotFound)]
    public async Task Request_ByRole_IsAnsweredOrRefused(string method, string path, string? key, HttpStatusCode expected)
    {
        using var client = new HttpClient { BaseAddress = Platform.Http.BaseAddress };
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (key is not null)
            request.Headers.Add("x-api-key", key);

        using var response = await client.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("{", "body-invalid")]
    [InlineData("[]", "body-invalid")]
    [InlineData("null", "body-invalid")]
    [InlineData("{\"sede\":1}", "body-invalid")]
    [InlineData("{\"strategies\":59}", "settings-invalid")]
    [InlineData("{\"strategies\":201}", "settings-invalid")]
    [InlineData("{\"strategies\":60,\"reevaluates\":\"cycle\"}", "settings-invalid")]
    public async Task Post_BadBody_Is400WithItsCode(string body, string code)
    {
        using var response = await Platform.Http.PostAsync("api/v1/cycles", new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(code, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task GetScorecard_CycleThatFailed_Is409AndTheStatusSaysWhy()
    {
        using var started = await Platform.Http.PostAsJsonAsync("api/v1/cycles", new { parentCycle = "cycle-of-nobody" });
        var cycleId = (await started.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("cycleId").GetString()!;
        var status = await Platform.WaitForCycleAsync(cycleId, status => status.GetProperty("status").GetString() == "Failed");

        using var response = await Platform.Http.GetAsync($"api/v1/cycles/{cycleId}/scorecard");

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Contains("cycle-of-nobody", status.GetProperty("message").GetString(), StringComparison.Ordinal);
        var entries = await AuditTrail.ReadAsync(Platform.ConnectionString);
        Assert.Contains(entries, entry => entry.Event.Action == "cycle.failed" && entry.Event.CorrelationId == cycleId);
    }

    [Fact]
    public async Task List_PageByPage_ShowsEveryCycleOnceTheNewestFirst()
    {
        var started = new List<string>();
        foreach (var seed in new[] { 51, 52, 53 })
        {
            started.Add(await Platform.StartCycleAsync(seed));
            await Platform.WaitForEndAsync(started[^1]);
        }

        var listed = new List<(string Id, DateTimeOffset RequestedAt)>();
        for (var link = "api/v1/cycles?maxpagesize=2"; link is not null;)
        {
            var page = await Platform.Http.GetFromJsonAsync<JsonElement>(link);
            listed.AddRange(page.GetProperty("value").EnumerateArray().Select(row => (row.GetProperty("cycleId").GetString()!, row.GetProperty("requestedAt").GetDateTimeOffset())));
            link = page.TryGetProperty("nextLink", out var next) ? next.GetString() : null;
        }

        Assert.Equal(listed.Count, listed.DistinctBy(row => row.Id).Count());
        Assert.Equal(listed.OrderByDescending(row => row.RequestedAt), listed);
        Assert.Superset(started.ToHashSet(), listed.Select(row => row.Id).ToHashSet());
    }
}
