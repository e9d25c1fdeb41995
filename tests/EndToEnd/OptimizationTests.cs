using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Storage.Blobs;
using Serverless.Core.Audit;
using Serverless.Core.Backtesting.Runs;
using Serverless.Core.Execution;
using Serverless.Core.Optimization;
using Serverless.Core.Optimization.Trials;
using Serverless.Core.Strategies;
using Serverless.Infra.MarketData;

namespace Serverless.EndToEnd;

/// <summary>Searches for parameters over HTTP.</summary>
public sealed class OptimizationTests(SyntheticPlatform fixture) : IClassFixture<SyntheticPlatform>
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    // What the command prints.
    private static readonly JsonSerializerOptions ByName = new(JsonSerializerDefaults.Web) { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };

    private const string Models = """
        experiment: searched
        models: {CryptoMomentumModel_v1: {budget: 1, universe: [SYNAUSD, SYNBUSD]}}
        assets: {SYNAUSD: {class: crypto}, SYNBUSD: {class: crypto}}
        regimes: {sources: {crypto: SYNAUSD}}
        risk: {asset_class: {crypto: 1}}
        search: {CryptoMomentumModel_v1: {short: 20..60:10, long: 60..100:20}}
        """;

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
        Assert.Equal((expected.Best, Describe(expected.OutOfSample!), expected.Multiplicity), (result.Best, Describe(result.OutOfSample!), result.Multiplicity));
        Assert.Equal(expected.Trials[expected.Best!.Value].Objective, status.GetProperty("bestObjective").GetDouble());
        Assert.Equal(result.OutOfSample!.Objective, status.GetProperty("outOfSampleObjective").GetDouble());
        Assert.InRange(status.GetProperty("deflatedSharpe").GetDouble(), 0, 1);

        var listed = await Platform.Http.GetFromJsonAsync<JsonElement>("api/v1/optimizations");
        var row = listed.EnumerateArray().Single(row => row.GetProperty("optimizationId").GetString() == id);
        Assert.Equal(("Completed", status.GetProperty("resultSha256").GetString()), (row.GetProperty("status").GetString(), row.GetProperty("resultHash").GetString()));
        var entries = await AuditTrail.ReadAsync(Platform.ConnectionString);
        Assert.Equal(
            ["optimization.started", "optimization.completed"],
            entries.Where(entry => entry.Event.CorrelationId == id).Select(entry => entry.Event.Action));
        await AssertRecordedAsync(status, "default", "sma-cross");
    }

    [Theory]
    [InlineData("grid", "&param=CryptoMomentumModel_v1.short%3D20..60:10&param=CryptoMomentumModel_v1.long%3D60..100:20")]
    [InlineData("bayesian", "")]
    [InlineData("evolutionary", "")]
    public async Task Post_Models_EndsInTheResultOfTheCommand(string method, string parameters)
    {
        string[] options = parameters.Length == 0 ? [] : ["--param", "CryptoMomentumModel_v1.short=20..60:10", "--param", "CryptoMomentumModel_v1.long=60..100:20"];
        var (status, result) = await RunBothAsync(Models, method, parameters, options);

        Assert.True(result.Trials.Select(trial => trial.Objective).Distinct().Count() > 2);
        Assert.NotNull(result.OutOfSample!.Metrics);
        Assert.Equal(("Platform", "CryptoMomentumModel_v1 on SYNAUSD, SYNBUSD"), (status.GetProperty("kind").GetString(), status.GetProperty("title").GetString()));
        // The command stored the same files under the same id: others would have been refused.
        var record = await AssertRecordedAsync(status, "searched", "CryptoMomentumModel_v1");
        Assert.Equal(2, record.GetProperty("runs").GetInt32());
    }

    [Fact]
    public async Task Post_ConfigurationWithDistributions_DrawsWhatTheCommandDraws()
    {
        var models = Models.Replace("short: 20..60:10, long: 60..100:20", "short: {distribution: log_uniform, min: 20, max: 90, step: 5}, long: {distribution: normal, mean: 80, deviation: 15}", StringComparison.Ordinal);

        var (_, drawn) = await RunBothAsync(models, "random", "", []);
        var (_, signals) = await RunBothAsync(
            "symbol: SYNBUSD\ntimeframe: 4h\nstart: 2023-01-01\nstrategy: {name: rsi-reversion, search: {period: {distribution: normal, min: 4, max: 28}, entry: [10, 15, 30]}}\n", "random", "", []);

        Assert.All(drawn.Trials, trial => Assert.Equal(0, trial.Proposal.Parameters["CryptoMomentumModel_v1.short"] % 5));
        Assert.All(signals.Trials, trial => Assert.True(trial.Proposal.Parameters["entry"] is 10 or 15 or 30));
        Assert.Equal((14, 14), (drawn.Multiplicity.ParameterSets, signals.Multiplicity.ParameterSets));
    }

    /// <summary>Runs a search over HTTP and by command, and asserts that both found the same.</summary>
    /// <returns>What the former said and found.</returns>
    private async Task<(JsonElement Status, OptimizationResult Result)> RunBothAsync(string configuration, string method, string parameters, string[] options)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.yaml");
        await File.WriteAllTextAsync(file, configuration);
        try
        {
            var id = await Platform.StartSearchAsync(configuration, $"?method={method}&seed=5&trials=14&batchSize=4&objective=sharpe&limit=trades%3E%3D1&testShare=0.25{parameters}");
            var command = await CliProcess.RunAsync(
                ["optimize", file, "--storage", Platform.ConnectionString, "--method", method, "--seed", "5", "--trials", "14", "--batch", "4", "--objective", "sharpe", "--limit", "trades>=1",
                "--test-share", "0.25", "--experiment", "searched", "--json", .. options]);
            var status = await Platform.WaitForEndOfAsync(id);

            Assert.True(command.ExitCode == 0, command.Errors);
            Assert.True(status.GetProperty("status").GetString() == "Completed", status.ToString());
            var result = JsonSerializer.Deserialize<OptimizationResult>(await Platform.GetResultAsync(id), Json)!;
            var expected = JsonSerializer.Deserialize<OptimizationResult>(command.Output, ByName)!;
            Assert.Equal(JsonSerializer.Serialize(expected, Json), JsonSerializer.Serialize(result, Json));
            return (status, result);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Post_RunConfiguration_SearchesItsSignalFromItsStart()
    {
        var id = await Platform.StartSearchAsync(
            "symbol: SYNBUSD\ntimeframe: 4h\nstart: 2023-01-01\nstrategy: {name: rsi-reversion}\n", "?method=sobol&trials=8&experiment=configured&testShare=0");
        var status = await Platform.WaitForEndOfAsync(id);

        Assert.True(status.GetProperty("status").GetString() == "Completed", status.ToString());
        Assert.Equal("Run", status.GetProperty("kind").GetString());
        var result = JsonSerializer.Deserialize<OptimizationResult>(await Platform.GetResultAsync(id), Json)!;
        Assert.Equal((8, 2190, null), (result.Trials.Count, result.Trials[0].Metrics!.Bars, result.OutOfSample));
        await AssertRecordedAsync(status, "configured", "rsi-reversion");
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
    [InlineData("{\"template\":\"sma\",\"symbol\":\"SYNAUSD\"}", "settings-invalid", "'sma'")]
    [InlineData("{\"template\":\"sma-cross\",\"symbol\":\"SYNAUSD\",\"trials\":0}", "settings-invalid", "Trials must be 1 to 100000, not 0")]
    [InlineData("{\"template\":\"sma-cross\",\"symbol\":\"SYNAUSD\",\"objective\":\"luck\"}", "settings-invalid", "no figure 'luck'")]
    [InlineData("{\"template\":\"sma-cross\",\"symbol\":\"SYNAUSD\",\"method\":\"Magic\"}", "body-invalid", "method")]
    [InlineData("{\"template\":\"sma-cross\",\"symbol\":\"SYNAUSD\",\"limits\":[{\"figure\":\"trades\"}]}", "settings-invalid", "needs atLeast or atMost")]
    [InlineData("{\"template\":\"sma-cross\",\"symbol\":\"SYNAUSD\",\"budget\":1}", "body-invalid", "budget")]
    [InlineData("", "body-invalid", "start request")]
    [InlineData("models: {CryptoMomentumModel_v1: {budget: 2}}", "configuration-invalid", "budget")]
    [InlineData("models: {CryptoMomentumModel_v1: {budget: 1, universe: [SYNAUSD]}}\nassets: {SYNAUSD: {class: crypto}}", "settings-invalid", "say which parameters change")]
    [InlineData("symbol: SYNAUSD\ntimeframe: 4h\nstrategy: {name: ema-cross-bracket}", "settings-invalid", "must be a signal")]
    public async Task Post_BadBody_Is400AndSaysWhy(string body, string code, string message)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await Platform.Http.PostAsync("api/v1/optimizations", content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Contains(message, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"template\":\"sma-cross\",\"symbol\":\"NONE\"}")]
    [InlineData("{models: {CryptoMomentumModel_v1: {budget: 1, universe: [NONE]}}, assets: {NONE: {class: crypto}}, search: {CryptoMomentumModel_v1: {short: 20..40:10}}}")]
    public async Task Post_UnknownSymbol_Is422AndSaysWhatThereIs(string body)
    {
        using var response = await Platform.Http.PostAsync("api/v1/optimizations", new StringContent(body, System.Text.Encoding.UTF8, "application/yaml"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("data-missing", problem.GetProperty("code").GetString());
        Assert.Contains("no bars of 'NONE'", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_NoBarInRange_FailsAndHasNoResult()
    {
        var id = await Platform.StartSearchAsync("{symbol: SYNAUSD, timeframe: 4h, start: 2031-01-01, strategy: {name: sma-cross}}");
        var status = await Platform.WaitForEndOfAsync(id);

        Assert.Equal("Failed", status.GetProperty("status").GetString());
        Assert.Contains("no bar lies between start and end", status.GetProperty("message").GetString(), StringComparison.Ordinal);
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

    private async Task<JsonElement> AssertRecordedAsync(JsonElement status, string experiment, string model)
    {
        var (run, links) = (status.GetProperty("runId").GetString()!, status.GetProperty("links"));
        var listed = await Platform.Http.GetFromJsonAsync<JsonElement>($"api/v1/experiments?name={experiment}&model={model}&where=kind%3DOptimization");
        var record = listed.GetProperty("value").EnumerateArray().Single(one => one.GetProperty("id").GetString() == run);
        Assert.Equal(Optimizations.TrialsDone(status), record.GetProperty("metrics").GetProperty("search/trials").GetDouble());
        var artefact = record.GetProperty("artefacts").EnumerateArray().Single(one => one.GetProperty("name").GetString() == "trials.parquet");
        var table = await Platform.Http.GetByteArrayAsync(links.GetProperty("tables").GetProperty("trials").GetString());
        Assert.Equal(artefact.GetProperty("sha256").GetString(), AuditHash.OfContent(table));
        var shown = await Platform.Http.GetFromJsonAsync<JsonElement>(links.GetProperty("experiment").GetString());
        Assert.Equal(status.GetProperty("method").GetString(), shown.GetProperty("configuration").GetProperty("search").GetProperty("method").GetString());
        return record;
    }

    private async Task<OptimizationResult> RunHereAsync(SearchSettings settings)
    {
        var store = new MarketDataStore(new BlobServiceClient(Platform.ConnectionString), TimeProvider.System);
        var dataset = (await store.ListAsync()).Single(manifest => manifest.Dataset.Symbol == "SYNAUSD").Dataset;
        var run = new RunConfiguration
        {
            Symbols = ["SYNAUSD"],
            Strategies = [RunStrategy.Of(StrategyLibrary.BuiltIn.Get("sma-cross"))],
            Commission = new CommissionModel.BasisPoints { Bps = 4 },
            Slippage = new SlippageModel.BasisPoints { Bps = 2 },
            Sizing = PositionSizing.OfEquity(1),
        };
        return OptimizationLoop.Run(new SignalSearch(run, "", await store.LoadAsync(dataset), settings), settings, workers: 1);
    }

    private static string Describe(Trial trial) => JsonSerializer.Serialize(trial, Json);
}
