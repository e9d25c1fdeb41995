using Azure.Storage.Blobs;
using Serverless.Core.Backtesting.Models;
using Serverless.Core.Backtesting.Runs;
using Serverless.Core.Configuration;
using Serverless.Core.MarketData;
using Serverless.Core.Strategies;
using Serverless.Core.Time;
using Serverless.Infra.Backtests;
using Serverless.Infra.MarketData;
using Serverless.Infra.Runs;
using Serverless.Testing;

namespace Serverless.Infra.Tests.Backtests;

/// <summary>From a document to the files of a run, over a store of their own.</summary>
public sealed class BacktestOrderTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const string Single = "{symbol: COINA, timeframe: 4h, strategy: {name: sma-cross, parameters: {fast: 10, slow: 50}}}";
    private const string Several = "{symbols: [COINA, COINB], timeframe: 1d, strategies: [{name: sma-cross, budget: 0.6}]}";
    private const string Models =
        "{models: {CryptoMomentumModel_v1: {budget: 1, universe: [COINA, COINB]}}, assets: {COINA: {class: crypto}, COINB: {class: crypto}}, experiment: models-of-two}";

    private static readonly DateTimeOffset Start = new(2022, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DataOrigin Origin = DataOrigin.Synthetic(1);
    private static readonly BarSeries CoinA = Bars("COINA", 1);
    private static readonly BarSeries CoinB = Bars("COINB", 2);

    private MarketDataStore store = null!;

    private static CancellationToken Limit => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        store = new MarketDataStore(new BlobServiceClient(azurite.ConnectionString), TimeProvider.System);
        await store.SaveAsync(CoinA, Market.Crypto, Origin, [], cancellationToken: Limit);
        await store.SaveAsync(CoinB, Market.Crypto, Origin, [], cancellationToken: Limit);
        await store.SaveAsync(Bars("STOCK", 3, Timeframe.D1), Market.UsEquities, Origin, [], cancellationToken: Limit);
        await store.SaveAsync(
            Bars("SPLIT", 4, Timeframe.D1),
            Market.UsEquities,
            new DataOrigin("test", "x.csv", null, PriceAdjustment.Raw),
            [new DefectCount(DataDefect.UnadjustedSplit, DefectAction.Flag, 1)],
            cancellationToken: Limit);
        await store.SaveAsync(Bars("VIX", 5, Timeframe.D1), Market.Macro, Origin, [], cancellationToken: Limit);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Plan_SameWrittenOtherwise_IsTheSameOrder()
    {
        var yaml = await PlanAsync(Single);
        var spelledOut = await PlanAsync(yaml.Configuration);

        Assert.Equal(yaml.Key, spelledOut.Key);
        Assert.Equal(("sma-cross on COINA", "default", "crypto/COINA_h4.parquet"), (yaml.Title, yaml.Experiment, Assert.Single(yaml.Datasets).Name));
        Assert.NotEqual(yaml.Key, (await PlanAsync(Single.Replace("fast: 10", "fast: 11", StringComparison.Ordinal))).Key);
        Assert.NotEqual(yaml.Key, (await PlanAsync(Single, "another")).Key);
    }

    [Fact]
    public async Task Plan_OtherData_IsAnotherOrder()
    {
        await store.SaveAsync(Bars("GROWS", 6).Slice(0, 1000), Market.Crypto, Origin, [], cancellationToken: Limit);
        var document = Single.Replace("COINA", "GROWS", StringComparison.Ordinal);
        var before = await PlanAsync(document);
        var run = await ExecuteAsync(before);

        await store.UpdateAsync("GROWS", Timeframe.H4, Market.Crypto, Origin, _ => Bars("GROWS", 6), cancellationToken: Limit);

        Assert.NotEqual(before.Key, (await PlanAsync(document)).Key);
        Assert.Equal(run.RunHash, (await ExecuteAsync(before)).RunHash); // bars that were appended since are not its own
    }

    [Fact]
    public async Task Execute_OneStrategy_GivesTheBytesOfTheRunItself()
    {
        var run = await ExecuteAsync(await PlanAsync(Single));

        var schema = RunSchema.For(StrategyLibrary.BuiltIn);
        var configuration = schema.Read(ConfigurationDocument.Parse(Single, "test"));
        var origin = new RunOrigin("sma-cross", schema.Write(configuration)!, schema.Hash(configuration), ContentHash.Of(CoinA), RunOrigin.CurrentCode);
        AssertSame(await RunRecord.CreateAsync(origin, CoinA, ConfiguredRun.Execute(configuration, CoinA)), run);
        Assert.Null(run.Failure);
    }

    [Fact]
    public async Task Execute_SeveralSymbolsOfLongerBars_GivesTheBytesOfThePortfolioItself()
    {
        var run = await ExecuteAsync(await PlanAsync(Several));

        var schema = RunSchema.For(StrategyLibrary.BuiltIn);
        var configuration = schema.Read(ConfigurationDocument.Parse(Several, "test"));
        BarSeries[] bars = [Resampler.Resample(CoinA, Timeframe.D1).Series, Resampler.Resample(CoinB, Timeframe.D1).Series];
        var origin = new RunOrigin("portfolio", schema.Write(configuration)!, schema.Hash(configuration), RunOrigin.DataHashOf(bars), RunOrigin.CurrentCode);
        AssertSame(await PortfolioRecord.CreateAsync(origin, bars, ConfiguredPortfolio.Execute(configuration, bars)), run);
    }

    [Fact]
    public async Task Execute_Models_GivesTheBytesOfTheModelRunItself()
    {
        var order = await PlanAsync(Models);
        var run = await ExecuteAsync(order);

        Assert.Equal((BacktestKind.Platform, "models-of-two"), (order.Kind, order.Experiment));
        Assert.Equal(["crypto/COINA_h4.parquet", "crypto/COINB_h4.parquet", "macro/VIX_daily.parquet"], order.Datasets.Select(dataset => dataset.Name));
        var configuration = PlatformSchema.BuiltIn.Read(ConfigurationDocument.Parse(Models, "test"));
        var prepared = new ModelRun(configuration, new ModelData([CoinA, CoinB], [Observations.Closes(Bars("VIX", 5, Timeframe.D1))]));
        AssertSame(await ModelRunRecord.CreateAsync(configuration, prepared, prepared.Execute(), RunOrigin.CurrentCode), run);
    }

    [Fact]
    public async Task Plan_ModelsWithSeveralSeriesOfASymbol_TakesTheOneThatCoversMost()
    {
        await store.SaveAsync(Bars("COINM", 7, Timeframe.H1).Slice(0, 2900), Market.Crypto, Origin, [], cancellationToken: Limit);
        await store.SaveAsync(Bars("COINM", 7).Slice(0, 100), Market.Crypto, Origin, [], cancellationToken: Limit);
        var document = Models.Replace("COINB", "COINM", StringComparison.Ordinal);

        var order = await PlanAsync(document[..^1] + ", benchmark: STOCK}");
        var early = await PlanAsync(document[..^1] + ", end: 2022-01-15}");

        Assert.Equal(
            ["crypto/COINA_h4.parquet", "crypto/COINM_h1.parquet", "equities/STOCK_daily.parquet", "macro/VIX_daily.parquet"], order.Datasets.Select(dataset => dataset.Name));
        Assert.Equal(["crypto/COINA_h4.parquet", "crypto/COINM_h4.parquet", "macro/VIX_daily.parquet"], early.Datasets.Select(dataset => dataset.Name));
    }

    [Theory]
    [InlineData("{symbol: STOCK, timeframe: 1d}", Market.UsEquities)]
    [InlineData("{symbol: STOCK, timeframe: 1d, market: crypto}", Market.Crypto)]
    [InlineData("{symbol: COINA, timeframe: 1d}", Market.Crypto)]
    public async Task Plan_NoMarket_IsThatOfTheData(string document, Market expected)
    {
        var order = await PlanAsync(document);

        Assert.Equal(expected, RunSchema.For(StrategyLibrary.BuiltIn).Read(ConfigurationDocument.Parse(order.Configuration, "test")).Market);
    }

    [Theory]
    [InlineData("{symbol: COINC, timeframe: 4h}", "no bars of 'COINC' from which H4 bars can be made; there are COINA H4, COINB H4")]
    [InlineData("{symbol: COINA, timeframe: 1h}", "no bars of 'COINA' from which H1 bars can be made; there are COINA H4.")]
    [InlineData("{symbol: SPLIT, timeframe: 1d}", "raw splits")]
    [InlineData("{models: {CryptoMomentumModel_v1: {budget: 1, universe: [NOCOIN]}}, assets: {NOCOIN: {class: crypto}}}", "no bars of 'NOCOIN'")]
    public async Task Plan_BarsNotStored_SaysWhatThereIs(string document, string expected)
    {
        var error = await Assert.ThrowsAsync<MissingDataException>(() => PlanAsync(document));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_SymbolsOfTwoMarkets_AsksByWhichCalendar()
    {
        var error = await Assert.ThrowsAsync<ConfigurationException>(() => PlanAsync("{symbols: [COINA, STOCK], timeframe: 1d}"));

        Assert.Equal("market", Assert.Single(error.Errors).Path);
    }

    private Task<BacktestOrder> PlanAsync(string document, string? experiment = null) =>
        new BacktestPlanner(store, StrategyLibrary.BuiltIn).PlanAsync(document, experiment, Limit);

    private Task<ExecutedBacktest> ExecuteAsync(BacktestOrder order) => new BacktestExecutor(store, StrategyLibrary.BuiltIn).ExecuteAsync(order, progress: null, Limit);

    private static void AssertSame(RunFiles expected, ExecutedBacktest actual)
    {
        Assert.Equal(expected.RunId, actual.Files.RunId);
        Assert.Equal(expected.Files.Select(file => file.Name), actual.Files.Files.Select(file => file.Name));
        Assert.All(expected.Files.Zip(actual.Files.Files), pair => Assert.True(pair.First.Bytes.Span.SequenceEqual(pair.Second.Bytes.Span), pair.First.Name));
    }

    private static BarSeries Bars(string symbol, long seed, Timeframe timeframe = Timeframe.H4) =>
        SyntheticMarket.Generate(symbol, timeframe, Start, timeframe == Timeframe.D1 ? 500 : 3000, seed);
}
