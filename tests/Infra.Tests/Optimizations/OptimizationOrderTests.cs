using Azure.Storage.Blobs;
using Serverless.Core.Backtesting;
using Serverless.Core.Backtesting.Models;
using Serverless.Core.Backtesting.Runs;
using Serverless.Core.Configuration;
using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Optimization;
using Serverless.Core.Strategies;
using Serverless.Core.Time;
using Serverless.Infra.Backtests;
using Serverless.Infra.MarketData;
using Serverless.Infra.Optimizations;
using Serverless.Infra.Runs;
using Serverless.Testing;

namespace Serverless.Infra.Tests.Optimizations;

/// <summary>From a request to the trials of a search, over a store of their own.</summary>
public sealed class OptimizationOrderTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const string Models = """
        experiment: models-of-two
        models: {CryptoMomentumModel_v1: {budget: 1, universe: [COINA, COINB]}}
        assets: {COINA: {class: crypto}, COINB: {class: crypto}}
        regimes: {sources: {crypto: COINA}}
        search: {CryptoMomentumModel_v1: {short: 20..40:10}}
        """;

    private static readonly SearchSettings Search = new() { Method = SearchMethod.Grid, Trials = 6, BatchSize = 3, Objective = new("totalReturn") };
    private static readonly BarSeries CoinA = Bars("COINA", 1);
    private static readonly BarSeries CoinB = Bars("COINB", 2);

    private MarketDataStore store = null!;

    private static CancellationToken Limit => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        store = new MarketDataStore(new BlobServiceClient(azurite.ConnectionString), TimeProvider.System);
        foreach (var bars in new[] { CoinA, CoinB })
            await store.SaveAsync(bars, Market.Crypto, DataOrigin.Synthetic(1), [], cancellationToken: Limit);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Prepare_Models_GivesTheTrialsOfTheConfigurationItself()
    {
        var order = await PlanAsync(Models);
        var found = Run(await PrepareAsync(order));

        var configuration = PlatformSchema.BuiltIn.Read(ConfigurationDocument.Parse(Models, "test"));
        var settings = Search with { Ranges = ModelSearch.RangesOf(configuration, []) };
        var expected = OptimizationLoop.Run(new ModelSearch(configuration, new ModelRun(configuration, new ModelData([CoinA, CoinB], [])), settings), settings, workers: 1);
        Assert.Equal(expected.Trials.Select(trial => (trial.Objective, trial.Metrics, trial.DataHash)), found.Trials.Select(trial => (trial.Objective, trial.Metrics, trial.DataHash)));
        Assert.Equal((3, expected.Best, expected.OutOfSample!.Metrics, expected.ConfigurationHash), (found.Trials.Count, found.Best, found.OutOfSample!.Metrics, found.ConfigurationHash));
        Assert.Equal(3, found.Trials.Select(trial => trial.Objective).Distinct().Count());
        Assert.Equal((BacktestKind.Platform, "models-of-two"), (order.Run.Kind, order.Run.Experiment));
    }

    [Fact]
    public async Task Record_SameSearchAgain_IsTheSameFiles()
    {
        var files = new List<RunFiles>();
        for (var time = 0; time < 2; time++)
        {
            var search = await PrepareAsync(await PlanAsync(Models));
            files.Add(await search.Record.OfOptimizationAsync(Run(search)));
        }

        Assert.StartsWith("optimization-models-of-two-models-", files[0].RunId, StringComparison.Ordinal);
        Assert.Equal(["trials.parquet", "summary.json"], files[0].Files.Select(file => file.Name));
        Assert.All(files[0].Files.Zip(files[1].Files), pair => Assert.True(pair.First.Bytes.Span.SequenceEqual(pair.Second.Bytes.Span), pair.First.Name));
    }

    [Fact]
    public async Task Plan_Template_IsARunOfItsNewestDays()
    {
        var template = new TemplateRun("sma-cross", "COINA", Timeframe: null, HistoryDays: 100, new BacktestSettings { Costs = new() { CommissionBps = 3, SlippageBps = 1 } });
        var order = await Planner.PlanAsync(template, Search, experiment: null, Limit);
        var search = await PrepareAsync(order);

        var run = RunSchema.For(StrategyLibrary.BuiltIn).Read(ConfigurationDocument.Parse(order.Run.Configuration, "test"));
        Assert.Equal((CoinA.OpenTime(CoinA.Count - 600), Timeframe.H4, Market.Crypto), (run.Start!.Value, run.Timeframe, run.Market));
        Assert.Equal(template.Settings with { CloseAtEnd = true }, PlainSignal.Require(run).Settings with { CloseAtEnd = true });
        Assert.Equal((420, 180), (Run(search).Trials[0].Metrics!.Bars, Run(search).OutOfSample!.Metrics!.Bars));
        Assert.Equal(("sma-cross on COINA", "default"), (order.Run.Title, order.Run.Experiment));
    }

    [Fact]
    public async Task RequestHash_OtherSettings_IsAnother()
    {
        var order = await PlanAsync(Models);

        Assert.Equal(order.RequestHash, (await PlanAsync(Models)).RequestHash);
        Assert.NotEqual(order.RequestHash, (order with { Search = order.Search with { Seed = 2 } }).RequestHash);
        Assert.NotEqual(order.RequestHash, (await PlanAsync(Models, "CryptoMomentumModel_v1.short=20,30")).RequestHash);
    }

    [Theory]
    [InlineData("{symbol: COINA, timeframe: 4h, strategy: {name: sma-cross}}", "slow=10,20.5,50", "takes whole numbers")]
    [InlineData("{symbol: COINA, timeframe: 4h, strategy: {name: sma-cross}}", "medium=10", "has no parameter 'medium'")]
    [InlineData("{symbol: COINA, timeframe: 4h, strategy: {name: donchian-trail}}", "entry=10", "must be a signal")]
    [InlineData(Models, "CryptoMomentumModel_v1.shrt=10", "did you mean 'CryptoMomentumModel_v1.short'")]
    [InlineData("{models: {CryptoMomentumModel_v1: {budget: 1, universe: [COINA]}}, assets: {COINA: {class: crypto}}}", null, "say which parameters change")]
    public async Task Plan_CannotBeSearched_SaysWhy(string document, string? parameter, string expected)
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(() => PlanAsync(document, parameter is null ? [] : [parameter]));

        Assert.True(error is ArgumentException or FormatException, error.ToString());
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_UnknownTemplateOrSymbol_SaysWhatThereIs()
    {
        var template = new TemplateRun("sma-cross", "NONE", Timeframe: null, HistoryDays: 100, new BacktestSettings());

        Assert.Contains("there are COINA H4, COINB H4", (await Assert.ThrowsAsync<MissingDataException>(() => Planner.PlanAsync(template, Search, null, Limit))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Planner.PlanAsync(template with { Template = "sma" }, Search, null, Limit));
    }

    private OptimizationPlanner Planner => new(store, StrategyLibrary.BuiltIn, new BacktestPlanner(store, StrategyLibrary.BuiltIn));

    private Task<OptimizationOrder> PlanAsync(string document, params string[] parameters) => Planner.PlanAsync(document, Search, parameters, experiment: null, Limit);

    private Task<PreparedSearch> PrepareAsync(OptimizationOrder order) => new OptimizationExecutor(store, StrategyLibrary.BuiltIn, new FeatureCache()).PrepareAsync(order, Limit);

    private static Core.Optimization.Trials.OptimizationResult Run(PreparedSearch search) => OptimizationLoop.Run(search.Subject, search.Settings, workers: 2);

    private static BarSeries Bars(string symbol, long seed) =>
        SyntheticMarket.Generate(symbol, Timeframe.H4, new DateTimeOffset(2022, 1, 1, 0, 0, 0, TimeSpan.Zero), 3000, seed);
}
