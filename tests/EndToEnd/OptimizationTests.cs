using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Storage.Blobs;
using Serverless.Core.Indicators;
using Serverless.Core.Optimization;
using Serverless.Core.Optimization.Trials;
using Serverless.Core.Strategies;
using Serverless.Core.Time;
using Serverless.Infra.MarketData;

namespace Serverless.EndToEnd;

/// <summary>Searches for parameters over HTTP.</summary>
public sealed class OptimizationTests(SyntheticPlatform fixture) : IClassFixture<SyntheticPlatform>
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private Platform Platform => fixture.Platform;

    // 30 batches: the orchestration begins a second history on the way.
    [Theory]
    [InlineData("Bayesian")]
    [InlineData("Hyperband")]
    public async Task Post_Search_EndsInTheTrialsOfTheSameSearchInOneProcess(string method)
    {
        var id = await Platform.StartAsync(new { template = "sma-cross", symbol = "SYNAUSD", method, seed = 3, trials = 60, batchSize = 2, objective = "sharpe" });
        var status = await Platform.WaitForEndOfAsync(id);

        Assert.Equal("Completed", status.GetProperty("status").GetString());
        var result = JsonSerializer.Deserialize<OptimizationResult>(await Platform.GetResultAsync(id), Json)!;
        var expected = await RunHereAsync(result.Settings);
        Assert.Equal(expected.Trials.Select(Describe), result.Trials.Select(Describe));
        Assert.Equal((60, 60), (result.Trials.Count, Optimizations.TrialsDone(status)));
        Assert.Equal(expected.Best!.Proposal.Number, result.Best);
        Assert.Equal(expected.Best.Objective, status.GetProperty("bestObjective").GetDouble());
        Assert.Equal(result.OutOfSample!.Objective, status.GetProperty("outOfSampleObjective").GetDouble());
        Assert.Equal(expected.Multiplicity(), result.Multiplicity);

        var listed = await Platform.Http.GetFromJsonAsync<JsonElement>("api/v1/optimizations");
        var row = listed.EnumerateArray().Single(row => row.GetProperty("optimizationId").GetString() == id);
        Assert.Equal(("Completed", status.GetProperty("resultSha256").GetString()), (row.GetProperty("status").GetString(), row.GetProperty("resultHash").GetString()));
        var entries = await AuditTrail.ReadAsync(Platform.ConnectionString);
        Assert.Equal(
            ["optimization.started", "optimization.completed"],
            entries.Where(entry => entry.Event.CorrelationId == id).Select(entry => entry.Event.Action));
    }

    [Fact]
    public async Task Post_SeededFromAnEarlierSearch_TriesItsBestSetsFirst()
    {
        var first = await Platform.StartAsync(new { template = "sma-cross", symbol = "SYNAUSD", method = "Grid", trials = 300, batchSize = 100 });
        await Platform.WaitForEndOfAsync(first);
        var second = await Platform.StartAsync(new { template = "sma-cross", symbol = "SYNAUSD", method = "Evolutionary", trials = 24, batchSize = 12, seededFrom = first });
        await Platform.WaitForEndOfAsync(second);

        var grid = JsonSerializer.Deserialize<OptimizationResult>(await Platform.GetResultAsync(first), Json)!;
        var refined = JsonSerializer.Deserialize<OptimizationResult>(await Platform.GetResultAsync(second), Json)!;

        // The grid has 12 × 23 sets, of which 'fast < slow' leaves fewer: the search ends when all are tried.
        Assert.InRange(grid.Trials.Count, 200, 276);
        Assert.Equal(
            grid.ToLog().Top(10).Select(trial => trial.Objective),
            refined.Trials.Take(10).Select(trial => trial.Objective));
        Assert.Equal(24, refined.Trials.Count);
    }

    [Fact]
    public async Task Post_SameIdempotencyKey_IsOneSearchAndOtherSettingsAreRefused()
    {
        var request = new { template = "sma-cross", symbol = "SYNAUSD", method = "Random", trials = 10 };
        var first = await Platform.StartAsync(request, "one search");
        await Platform.WaitForEndOfAsync(first);

        Assert.Equal(first, await Platform.StartAsync(request, "one search"));
        using var other = await Platform.PostAsync(request with { trials = 11 }, "one search");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
    }

    [Theory]
    [InlineData("{\"symbol\":\"SYNAUSD\"}", "settings-invalid", "template is missing")]
    [InlineData("{\"template\":\"sma\",\"symbol\":\"SYNAUSD\"}", "settings-invalid", "no strategy template 'sma'")]
    [InlineData("{\"template\":\"sma-cross\",\"symbol\":\"SYNAUSD\",\"trials\":0}", "settings-invalid", "Trials must be 1 to 100000, not 0")]
    [InlineData("{\"template\":\"sma-cross\",\"symbol\":\"SYNAUSD\",\"objective\":\"luck\"}", "settings-invalid", "no figure 'luck'")]
    [InlineData("{\"template\":\"sma-cross\",\"symbol\":\"SYNAUSD\",\"method\":\"Magic\"}", "body-invalid", "method")]
    [InlineData("{\"template\":\"sma-cross\",\"symbol\":\"SYNAUSD\",\"limits\":[{\"figure\":\"trades\"}]}", "settings-invalid", "needs atLeast or atMost")]
    [InlineData("{\"template\":\"sma-cross\",\"symbol\":\"SYNAUSD\",\"budget\":1}", "body-invalid", "budget")]
    [InlineData("", "body-invalid", "start request")]
    public async Task Post_BadBody_Is400AndSaysWhy(string body, string code, string message)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await Platform.Http.PostAsync("api/v1/optimizations", content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Contains(message, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_UnknownSymbol_FailsAndSaysWhatThereIs()
    {
        var id = await Platform.StartAsync(new { template = "sma-cross", symbol = "NONE" });
        var status = await Platform.WaitForEndOfAsync(id);

        Assert.Equal("Failed", status.GetProperty("status").GetString());
        Assert.Contains("holds no series of 'NONE'", status.GetProperty("message").GetString(), StringComparison.Ordinal);
        using var result = await Platform.Http.GetAsync($"api/v1/optimizations/{id}/result");
        Assert.Equal(HttpStatusCode.Conflict, result.StatusCode);
    }

    [Fact]
    public async Task Terminate_RunningSearch_EndsItAndIsRecorded()
    {
        var id = await Platform.StartAsync(new { template = "donchian-breakout", symbol = "SYNBUSD", method = "Random", trials = 100_000, batchSize = 1, ranges = Array.Empty<object>() });
        await Platform.WaitForAsync(id, status => Optimizations.TrialsDone(status) > 0);

        using var response = await Platform.Http.PostAsync($"api/v1/optimizations/{id}/terminate", content: null);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var status = await Platform.WaitForEndOfAsync(id);

        Assert.Equal("Terminated", status.GetProperty("status").GetString());
        using var again = await Platform.Http.PostAsync($"api/v1/optimizations/{id}/terminate", content: null);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        var entries = await AuditTrail.ReadAsync(Platform.ConnectionString);
        Assert.Contains(entries, entry => entry.Event.CorrelationId == id && entry.Event.Action == "optimization.terminated");
    }

    private async Task<TrialLog> RunHereAsync(OptimizationSettings settings)
    {
        var store = new MarketDataStore(new BlobServiceClient(Platform.ConnectionString), TimeProvider.System);
        var dataset = (await store.ListAsync()).Single(manifest => manifest.Dataset.Symbol == settings.Symbol).Dataset;
        var bars = await store.LoadAsync(dataset);
        using var indicators = new IndicatorSet(bars, Market.Crypto);
        var split = DataSplit.Of(bars, settings);
        return OptimizationLoop.Run(
            settings.ToOptimizer(),
            proposal => TrialRun.Run(indicators, StrategyCatalog.Get(settings.Template), settings.Backtest, split.Train, settings.Objective, proposal, dataset.Sha256),
            settings.Trials,
            settings.BatchSize);
    }

    private static string Describe(Trial trial) => JsonSerializer.Serialize(trial, Json);
}
