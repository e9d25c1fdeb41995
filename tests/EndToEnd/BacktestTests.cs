using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Serverless.Core.Audit;

namespace Serverless.EndToEnd;

/// <summary>One platform, several backtests over HTTP against real Azurite.</summary>
public sealed class BacktestTests(SyntheticPlatform fixture) : IClassFixture<SyntheticPlatform>
{
    private Platform Platform => fixture.Platform;

    [Fact]
    public async Task Post_RunConfiguration_EndsWithSummaryTablesAuditAndExperiment()
    {
        const string Document = "symbol: SYNAUSD\ntimeframe: 4h\nstrategy:\n  name: sma-cross\n  parameters: {fast: 10, slow: 50}\n";
        var id = await Platform.StartBacktestAsync(Document, "?experiment=one");
        var status = await Platform.WaitForEndOfBacktestAsync(id);

        Assert.Equal("Completed", status.GetProperty("status").GetString());
        var bytes = await Platform.GetAsync(id, "result");
        Assert.Equal(status.GetProperty("resultSha256").GetString(), AuditHash.OfContent(bytes));
        var summary = JsonDocument.Parse(bytes).RootElement;
        Assert.Equal(("sma-cross", "SYNAUSD"), (summary.GetProperty("strategy").GetString(), summary.GetProperty("symbol").GetString()));
        foreach (var table in summary.GetProperty("tables").EnumerateArray())
        {
            var parquet = await Platform.Http.GetByteArrayAsync(status.GetProperty("links").GetProperty("tables").GetProperty(table.GetProperty("name").GetString()!).GetString());
            Assert.Equal(table.GetProperty("sha256").GetString(), AuditHash.OfContent(parquet));
        }

        var report = System.Text.Encoding.UTF8.GetString(await Platform.GetAsync(id, "report"));
        Assert.StartsWith("<!DOCTYPE html>", report, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("sma-cross on SYNAUSD", report, StringComparison.Ordinal);
        using var unknownFormat = await Platform.Http.GetAsync($"{Backtests.Path}/{id}/report?format=pdf");
        Assert.Equal(HttpStatusCode.BadRequest, unknownFormat.StatusCode);
        await AssertRecordedAsync(id, status);
        using var again = await Platform.PostBacktestAsync($"{Document}seed: 0\n", "?experiment=one");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(id, (await again.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("backtestId").GetString());
        Assert.Equal(HttpStatusCode.NotModified, await ConditionalAsync($"{Backtests.Path}/{id}/result", AuditHash.OfContent(bytes)));
    }

    [Fact]
    public async Task Post_SeveralStrategiesOrModels_EndsWithTheirSummary()
    {
        var portfolio = await Platform.StartBacktestAsync("""{"symbols":["SYNAUSD","SYNBUSD"],"timeframe":"1d","strategies":[{"name":"sma-cross"}]}""");
        var models = await Platform.StartBacktestAsync(
            "{models: {CryptoMomentumModel_v1: {budget: 1, universe: [SYNAUSD, SYNBUSD]}}, assets: {SYNAUSD: {class: crypto}, SYNBUSD: {class: crypto}}}");

        var ended = await Platform.WaitForEndOfBacktestAsync(portfolio);
        var endedModels = await Platform.WaitForEndOfBacktestAsync(models);

        Assert.True(ended.GetProperty("status").GetString() == "Completed", ended.ToString());
        Assert.True(endedModels.GetProperty("status").GetString() == "Completed", endedModels.ToString());
        Assert.Equal("Platform", endedModels.GetProperty("kind").GetString());
        Assert.Equal(2, JsonDocument.Parse(await Platform.GetAsync(portfolio, "result")).RootElement.GetProperty("strategies").GetArrayLength());
        Assert.Equal(1, JsonDocument.Parse(await Platform.GetAsync(models, "result")).RootElement.GetProperty("models").GetArrayLength());
    }

    [Fact]
    public async Task Post_SameManyTimesAtOnce_IsOneBacktest()
    {
        const string Document = "{symbol: SYNBUSD, timeframe: 4h, strategy: {name: sma-cross, parameters: {fast: 9, slow: 33}}}";

        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Platform.StartBacktestAsync(Document)));

        var id = Assert.Single(ids.Distinct());
        await Platform.WaitForEndOfBacktestAsync(id);
        var started = (await AuditTrail.ReadAsync(Platform.ConnectionString)).Where(entry => entry.Event.CorrelationId == id).Select(entry => entry.Event.Action);
        Assert.Equal(["backtest.started", "backtest.completed"], started);
    }

    [Fact]
    public async Task Experiments_TwoRuns_AreListedShownAndCompared()
    {
        var runs = new List<string>();
        foreach (var fast in new[] { 12, 16 })
        {
            var id = await Platform.StartBacktestAsync($"{{symbol: SYNAUSD, timeframe: 4h, strategy: {{name: sma-cross, parameters: {{fast: {fast}, slow: 60}}}}}}", "?experiment=pair");
            runs.Add((await Platform.WaitForEndOfBacktestAsync(id)).GetProperty("runId").GetString()!);
        }

        var listed = await Platform.Http.GetFromJsonAsync<JsonElement>("api/v1/experiments?name=pair&sort=parameters.fast:asc");
        var shown = await Platform.Http.GetFromJsonAsync<JsonElement>($"api/v1/experiments/{runs[0]}");
        var compared = await Platform.Http.GetFromJsonAsync<JsonElement>($"api/v1/experiments/compare?ids={runs[0]},{runs[1]}");

        Assert.Equal(runs, listed.GetProperty("value").EnumerateArray().Select(record => record.GetProperty("id").GetString()));
        Assert.Equal("Completed", listed.GetProperty("value")[0].GetProperty("status").GetString());
        var paged = new List<string>();
        for (var link = "api/v1/experiments?name=pair&sort=parameters.fast:asc&maxpagesize=1"; link is not null;)
        {
            var page = await Platform.Http.GetFromJsonAsync<JsonElement>(link);
            paged.Add(Assert.Single(page.GetProperty("value").EnumerateArray()).GetProperty("id").GetString()!);
            link = page.TryGetProperty("nextLink", out var next) ? next.GetString() : null;
        }

        Assert.Equal(runs, paged);
        Assert.Equal("pair", shown.GetProperty("records")[0].GetProperty("name").GetString());
        Assert.Equal("4h", shown.GetProperty("configuration").GetProperty("timeframe").GetString());
        Assert.Contains(compared.GetProperty("settings").EnumerateArray(), setting => setting.GetProperty("key").GetString()!.EndsWith("fast", StringComparison.Ordinal));
        var report = await Platform.Http.GetStringAsync($"api/v1/experiments/compare/report?format=json&ids={runs[0]},{runs[1]}");
        Assert.Contains("Comparison of 2 runs", report, StringComparison.Ordinal);
        using var noReport = await Platform.Http.GetAsync("api/v1/experiments/none/report");
        Assert.Equal(HttpStatusCode.NotFound, noReport.StatusCode);
        using var unknown = await Platform.Http.GetAsync($"api/v1/experiments/compare?ids={runs[0]},none");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Post_ConfigurationWithErrors_Is400WithEachAndWhereItStands()
    {
        using var response = await Platform.PostBacktestAsync("symbol: SYNAUSD\ntimeframe: 5h\ncommision_bps: 4\n");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("configuration-invalid", problem.GetProperty("code").GetString());
        var errors = problem.GetProperty("errors").EnumerateArray().ToList();
        Assert.Equal([(2, "timeframe"), (3, "commision_bps")], errors.Select(error => (error.GetProperty("line").GetInt32(), error.GetProperty("key").GetString()!)));
        Assert.Contains("commission_bps", errors[1].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest, "configuration-invalid")]
    [InlineData("{symbol: [", HttpStatusCode.BadRequest, "configuration-invalid")]
    [InlineData("{symbol: NONE, timeframe: 4h}", HttpStatusCode.UnprocessableEntity, "data-missing")]
    [InlineData("{models: {NoModel_v1: {budget: 1}}}", HttpStatusCode.BadRequest, "configuration-invalid")]
    public async Task Post_CannotBeRun_SaysWhy(string document, HttpStatusCode status, string code)
    {
        using var response = await Platform.PostBacktestAsync(document);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(code, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Post_NoBarInRange_FailsWithTheReasonAndCanBeStartedAgain()
    {
        const string Document = "{symbol: SYNAUSD, timeframe: 4h, start: 2031-01-01}";
        var id = await Platform.StartBacktestAsync(Document);
        var failed = await Platform.WaitForEndOfBacktestAsync(id);
        using var again = await Platform.PostBacktestAsync(Document);
        await Platform.WaitForEndOfBacktestAsync(id);

        Assert.Equal("Failed", failed.GetProperty("status").GetString());
        Assert.Contains("no bar lies between start and end", failed.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Accepted, again.StatusCode);
        using var result = await Platform.Http.GetAsync($"{Backtests.Path}/{id}/result");
        Assert.Equal(HttpStatusCode.Conflict, result.StatusCode);
        using var terminate = await Platform.Http.PostAsync($"{Backtests.Path}/{id}/terminate", content: null);
        Assert.Equal(HttpStatusCode.Conflict, terminate.StatusCode);
    }

    private async Task AssertRecordedAsync(string id, JsonElement status)
    {
        var entries = (await AuditTrail.ReadAsync(Platform.ConnectionString)).Where(entry => entry.Event.CorrelationId == id).ToList();
        Assert.Equal(["backtest.started", "backtest.completed"], entries.Select(entry => entry.Event.Action));
        Assert.Equal(status.GetProperty("resultSha256").GetString(), entries[1].Event.ContentHash);
        Assert.NotNull(entries[0].Event.Details["crypto.SYNAUSD_h4.parquet"]);
        var listed = (await Platform.Http.GetFromJsonAsync<JsonElement>(Backtests.Path)).EnumerateArray().Single(row => row.GetProperty("backtestId").GetString() == id);
        Assert.Equal(("Completed", "one"), (listed.GetProperty("status").GetString(), listed.GetProperty("experiment").GetString()));
        Assert.Equal(status.GetProperty("runId").GetString(), listed.GetProperty("runId").GetString());
    }

    private async Task<HttpStatusCode> ConditionalAsync(string path, string etag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("If-None-Match", $"\"{etag}\"");
        using var response = await Platform.Http.SendAsync(request);
        return response.StatusCode;
    }
}
