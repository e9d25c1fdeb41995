using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Serverless.Core.Audit;
using Serverless.Infra.Audit;

namespace Serverless.EndToEnd;

/// <summary>One platform, several cycles over HTTP against real Azurite.</summary>
public sealed class EvaluationCycleTests(SyntheticPlatform fixture) : IClassFixture<SyntheticPlatform>
{
    private Platform Platform => fixture.Platform;

    [Fact]
    public async Task Post_SyntheticData_EndsWithARowForEveryStrategy()
    {
        var cycleId = await Platform.StartCycleAsync();

        var status = await Platform.WaitForEndAsync(cycleId);

        Assert.Equal(60, status.GetProperty("strategies").GetProperty("done").GetInt32());
        Assert.Equal(status.GetProperty("windows").GetProperty("total").GetInt32(), status.GetProperty("windows").GetProperty("done").GetInt32());
        var rows = Rows(await Platform.GetScorecardAsync(cycleId));
        Assert.Equal(60, rows.Select(row => row.GetProperty("strategyId").GetString()).Distinct().Count());
        Assert.All(rows, row => Assert.True(
            row.GetProperty("rank").ValueKind == JsonValueKind.Number ^ row.GetProperty("reason").ValueKind == JsonValueKind.String, row.ToString()));
    }

    [Fact]
    public async Task Post_SameSeedTwice_GivesTheSameBytes()
    {
        var first = await Platform.StartCycleAsync(seed: 11);
        await Platform.WaitForEndAsync(first);
        var second = await Platform.StartCycleAsync(seed: 11);
        await Platform.WaitForEndAsync(second);

        Assert.NotEqual(first, second);
        Assert.Equal(Encoding.UTF8.GetString(await Platform.GetScorecardAsync(first)), Encoding.UTF8.GetString(await Platform.GetScorecardAsync(second)));
    }

    [Fact]
    public async Task Post_OtherSeed_GivesOtherBytes()
    {
        var first = await Platform.StartCycleAsync(seed: 12);
        await Platform.WaitForEndAsync(first);
        var second = await Platform.StartCycleAsync(seed: 13);
        await Platform.WaitForEndAsync(second);

        Assert.NotEqual(await Platform.GetScorecardAsync(first), await Platform.GetScorecardAsync(second));
    }

    [Fact]
    public async Task Post_ParentCycle_GivesChildrenOfItsBest()
    {
        var parent = await Platform.StartCycleAsync(seed: 21);
        await Platform.WaitForEndAsync(parent);
        using var response = await Platform.Http.PostAsJsonAsync("api/v1/cycles", new { seed = 22, strategies = 60, parentCycle = parent });
        var child = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("cycleId").GetString()!;
        await Platform.WaitForEndAsync(child);

        var best = Rows(await Platform.GetScorecardAsync(parent)).Take(6).Select(row => row.GetProperty("strategyId").GetString()).ToHashSet();
        var children = Rows(await Platform.GetScorecardAsync(child)).Where(row => row.GetProperty("parentId").ValueKind == JsonValueKind.String).ToList();
        Assert.NotEmpty(children);
        Assert.All(children, row => Assert.Contains(row.GetProperty("parentId").GetString(), best));
        Assert.All(children, row => Assert.Equal(2, row.GetProperty("version").GetInt32()));
    }

    [Fact]
    public async Task Cycle_Completed_LeavesAnEntryForEveryStepAndAnIntactChain()
    {
        var cycleId = await Platform.StartCycleAsync(seed: 31);
        var status = await Platform.WaitForEndAsync(cycleId);

        var entries = await AuditTrail.ReadAsync(Platform.ConnectionString);
        var actions = entries.Where(entry => entry.Event.CorrelationId == cycleId).GroupBy(entry => entry.Event.Action).ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal(
            new Dictionary<string, int>
            {
                ["cycle.started"] = 1,
                ["data.manifest"] = 1,
                ["regime.classified"] = 1,
                ["strategy.generated"] = 60,
                ["strategy.evaluated"] = 60,
                ["evidence.assessed"] = 1,
                ["scorecard.published"] = 1,
            }.OrderBy(pair => pair.Key, StringComparer.Ordinal),
            actions.OrderBy(pair => pair.Key, StringComparer.Ordinal));
        var published = entries.Single(entry => entry.Event.Action == "scorecard.published" && entry.Event.CorrelationId == cycleId);
        Assert.Equal(status.GetProperty("scorecardSha256").GetString(), published.Event.ContentHash);
        Assert.Equal(AuditHash.OfContent(await Platform.GetScorecardAsync(cycleId)), published.Event.ContentHash);
        var assessed = entries.Single(entry => entry.Event.Action == "evidence.assessed" && entry.Event.CorrelationId == cycleId);
        Assert.Equal(AuditHash.OfContent(await Platform.Http.GetByteArrayAsync($"api/v1/cycles/{cycleId}/evidence")), assessed.Event.ContentHash);
        Assert.True((await AuditTrail.VerifyAsync(Platform.ConnectionString)).IsIntact);
    }

    [Fact]
    public async Task Cycle_OfRandomWalks_CountsEveryTrialAndProvesNone()
    {
        var cycleId = await Platform.StartCycleAsync(seed: 33);
        await Platform.WaitForEndAsync(cycleId);

        var evidence = (await Platform.Http.GetFromJsonAsync<JsonElement>($"api/v1/cycles/{cycleId}/evidence")).GetProperty("evidence");

        var scored = Rows(await Platform.GetScorecardAsync(cycleId)).Where(row => row.GetProperty("rank").ValueKind == JsonValueKind.Number).ToList();
        Assert.Equal(
            scored.Select(row => row.GetProperty("strategyId").GetString()).Order(StringComparer.Ordinal),
            evidence.GetProperty("strategies").EnumerateArray().Select(strategy => strategy.GetProperty("strategyId").GetString()));
        Assert.True(evidence.GetProperty("trials").GetProperty("count").GetInt32() >= scored.Count);
        Assert.All(evidence.GetProperty("strategies").EnumerateArray(), strategy => Assert.False(strategy.GetProperty("isProven").GetBoolean()));
    }

    [Fact]
    public async Task Cycle_MacroSeriesInStore_RecordsItAndTradesTheOthers()
    {
        var cycleId = await Platform.StartCycleAsync(seed: 32);
        await Platform.WaitForEndAsync(cycleId);

        var entries = await AuditTrail.ReadAsync(Platform.ConnectionString);
        var manifest = entries.Single(entry => entry.Event.Action == "data.manifest" && entry.Event.CorrelationId == cycleId);
        Assert.Contains("windows=0 market=Macro", manifest.Event.Details["macro.VIX_daily.parquet"], StringComparison.Ordinal);
        Assert.All(
            Rows(await Platform.GetScorecardAsync(cycleId)),
            row => Assert.Contains(row.GetProperty("symbol").GetString(), new[] { "SYNAUSD", "SYNBUSD" }));
    }

    [Fact]
    public async Task Post_SameIdempotencyKey_AnswersWithTheSameCycle()
    {
        var first = await PostWithKeyAsync("key-1", seed: 41);
        var again = await PostWithKeyAsync("key-1", seed: 41);
        var other = await PostWithKeyAsync("key-1", seed: 42);

        Assert.Equal(HttpStatusCode.Accepted, first.Status);
        Assert.Equal((HttpStatusCode.Accepted, first.CycleId), (again.Status, again.CycleId));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.Status);
        await Platform.WaitForEndAsync(first.CycleId!);
    }

    private async Task<(HttpStatusCode Status, string? CycleId)> PostWithKeyAsync(string key, int seed)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/cycles") { Content = JsonContent.Create(new { seed }) };
        request.Headers.Add("Idempotency-Key", key);
        using var response = await Platform.Http.SendAsync(request);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        return (response.StatusCode, body.TryGetProperty("cycleId", out var id) ? id.GetString() : null);
    }

    private static List<JsonElement> Rows(byte[] scorecard) => [.. JsonDocument.Parse(scorecard).RootElement.GetProperty("rows").EnumerateArray()];
}
