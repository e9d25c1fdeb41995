using System.CommandLine;
using System.Text.Json;
using Azure.Storage.Blobs;
using Serverless.Cli.Backtests;
using Serverless.Cli.Optimize;
using Serverless.Cli.Reports;
using Serverless.Core.MarketData;
using Serverless.Core.Strategies;
using Serverless.Core.Time;
using Serverless.Infra.Experiments;
using Serverless.Infra.MarketData;
using Serverless.Testing;

namespace Serverless.Cli.Tests.Backtests;

/// <summary>The command with a platform configuration, as a user types it.</summary>
public sealed class PlatformBacktestTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly (string Symbol, Market Market)[] Symbols =
        [("SPY", Market.UsEquities), ("QQQ", Market.UsEquities), ("BTCUSDT", Market.Crypto), ("ETHUSDT", Market.Crypto)];

    private readonly AzuriteFixture azurite;
    private readonly string folder = Directory.CreateTempSubdirectory("platform-command-").FullName;
    private readonly string config;
    private readonly string bars;

    public PlatformBacktestTests(AzuriteFixture azurite)
    {
        this.azurite = azurite;
        config = In("platform.yaml");
        bars = In("bars");
        File.WriteAllText(config, """
            experiment: made-up
            timeframe: 1d
            start: 2021-06-01
            models:
              EquityTrendModel_v1: {budget: 0.6}
              IndexMeanReversionModel_v1: {budget: 0.25, parameters: {bars: 1d, rsiEntry: 45}}
              CryptoMomentumModel_v1: {budget: 0.15}
            risk: {asset_class: {crypto: 0.1}}
            """);
        Directory.CreateDirectory(bars);
        foreach (var ((symbol, _), seed) in Symbols.Select((one, index) => (one, index)))
            File.WriteAllBytes(Path.Combine(bars, $"{symbol}_1d.csv"), CanonicalCsv.Write(Bars(symbol, seed)));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Backtest_Platform_WritesTheSameBytesEachTimeAndModelsSumToTheAccount()
    {
        foreach (var name in new[] { "a", "b" })
            Assert.Equal(ExitCode.Success, await RunAsync(config, "--data", bars, "--out", In(name)));

        Assert.Equal(
            [
                "account_guards", "adjustments", "attribution", "benchmark", "broker_fills", "decisions", "equity", "events", "fills", "guards", "holdings", "log", "missing_data",
                "model_equity", "orders", "profits", "regimes", "skipped", "summary", "trades",
            ],
            Directory.GetFiles(In("a")).Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal));
        Assert.All(Directory.GetFiles(In("a")), file => Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(In("b"), Path.GetFileName(file)))));
        var summary = Summary("a");
        Assert.StartsWith("models-made-up-", summary.GetProperty("runId").GetString(), StringComparison.Ordinal);
        Assert.Equal("models", summary.GetProperty("kind").GetString());
        Assert.Equal(
            summary.GetProperty("finalEquity").GetDouble(),
            summary.GetProperty("unallocated").GetDouble() + Each(summary, "models", "finalEquity").Sum(value => value.GetDouble()),
            1e-6);
        Assert.Equal(["1.0.0", "1.0.0", "1.1.0"], Each(summary, "models", "version").Select(version => version.GetString()!));
        Assert.Contains(Each(summary, "limits", "limit"), limit => limit.GetString() == "asset class");
        Assert.Contains(Each(summary, "regimes", "regime"), regime => regime.GetString() == "crypto_risk_on");
        Assert.Contains("VIX: there are no figures to read a regime from", summary.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()));
    }

    [Fact]
    public async Task Backtest_ExperimentOverBase_OverridesItsKeysAndParameters()
    {
        File.WriteAllText(In("over.yaml"), "{experiment: short, models: {EquityTrendModel_v1: {budget: 0.5, parameters: {average: 100}}, IndexMeanReversionModel_v1: null}}");

        Assert.Equal(ExitCode.Success, await RunAsync(
            config, In("over.yaml"), "--data", bars, "--out", In("out"), "--param", "CryptoMomentumModel_v1.short=20", "--set", "backtest_initial_nav=5000", "--to", "2022-01-01"));

        var summary = Summary("out");
        Assert.Equal(["CryptoMomentumModel_v1", "EquityTrendModel_v1"], Each(summary, "models", "name").Select(name => name.GetString()!));
        Assert.Equal(20, Each(summary, "models", "parameters").First().GetProperty("short").GetDouble());
        Assert.Equal(100, Each(summary, "models", "parameters").Last().GetProperty("average").GetDouble());
        Assert.Equal(5000, summary.GetProperty("initialEquity").GetDouble());
        Assert.True(summary.GetProperty("lastClose").GetDateTime() <= new DateTime(2022, 1, 1));
    }

    [Fact]
    public async Task Backtest_FolderAndStore_GiveTheSameRun()
    {
        var store = new MarketDataStore(new BlobServiceClient(azurite.ConnectionString), TimeProvider.System);
        foreach (var ((symbol, market), seed) in Symbols.Select((one, index) => (one, index)))
            await store.SaveAsync(Bars(symbol, seed), market, DataOrigin.Synthetic(seed), []);

        Assert.Equal(ExitCode.Success, await RunAsync(config, "--data", bars, "--out", In("a")));
        Assert.Equal(ExitCode.Success, await RunAsync(config, "--storage", azurite.ConnectionString, "--out", In("b"), "--save"));

        Assert.Equal(Summary("a").GetProperty("runHash").GetString(), Summary("b").GetProperty("runHash").GetString());
    }

    [Fact]
    public async Task Sweep_ParametersOfModels_RanksThemAndWritesTheSameRowsForAnyThreads()
    {
        string[] grid = ["--param", "EquityTrendModel_v1.average=50..150:50", "--param", "CryptoMomentumModel_v1.short=20,40"];
        foreach (var threads in new[] { "1", "3" })
            Assert.Equal(ExitCode.Success, await RunAsync(SweepCommand.Create(StrategyLibrary.BuiltIn), [config, "--data", bars, "--out", In($"{threads}.csv"), "--threads", threads, .. grid]));

        var lines = File.ReadAllLines(In("1.csv"));
        Assert.Equal(lines, File.ReadAllLines(In("3.csv")));
        Assert.Equal(7, lines.Length);
        Assert.StartsWith("CryptoMomentumModel_v1.short,EquityTrendModel_v1.average,final_equity,", lines[0], StringComparison.Ordinal);
        Assert.Contains(",balanced_performance,", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task SweepAndOptimize_ConfigurationThatNamesASearch_TryWhatItNames()
    {
        File.WriteAllText(In("search.yaml"), "search: {EquityTrendModel_v1: {average: 50..150:50}, CryptoMomentumModel_v1: {short: 20..40:20}}");
        Assert.Equal(ExitCode.Success, await RunAsync(SweepCommand.Create(StrategyLibrary.BuiltIn), [config, In("search.yaml"), "--data", bars, "--out", In("sweep.csv")]));
        Assert.Equal(7, File.ReadLines(In("sweep.csv")).Count());

        string[] search = [config, In("search.yaml"), "--data", bars, "--method", "grid", "--trials", "6", "--batch", "3", "--runs", In("searches")];
        Assert.Equal(ExitCode.Success, await RunAsync(OptimizeCommand.Create(StrategyLibrary.BuiltIn), search));
        var record = Assert.Single(await new ExperimentFolder(In("searches")).ListAsync(new ExperimentQuery(), TestContext.Current.CancellationToken));
        Assert.Equal(ExperimentKind.Optimization, record.Kind);
        Assert.Contains(record.Parameters["EquityTrendModel_v1/average"], (string[])["50", "100", "150"]);
    }

    [Fact]
    public async Task Examine_Models_WalksThemForwardAndTheirReportShowsEveryWindow()
    {
        File.WriteAllText(In("search.yaml"), "search: {EquityTrendModel_v1: {average: [50, 100]}}");
        string[] recorded = ["--data", bars, "--from", "2020-06-01", "--experiment", "walk", "--runs", In("desk")];
        Assert.Equal(ExitCode.Success, await RunAsync(ExamineCommand.Create(StrategyLibrary.BuiltIn), [config, In("search.yaml"), "--histories", "50", .. recorded]));
        // Another value of the searched parameter: the examination is of all of them.
        Assert.Equal(ExitCode.Success, await RunAsync([config, "--set", "models.EquityTrendModel_v1.parameters.average=100", .. recorded]));
        var run = Directory.GetDirectories(In("desk/walk"), "models-*").Single();

        Assert.Equal(ExitCode.Success, await RunAsync(ReportCommand.Create(), [run, "--out", In("sheet.json")]));
        Assert.Equal(ExitCode.Success, await RunAsync(ReportCommand.Create(), [run, "--out", In("again.json"), "--evidence", Directory.GetDirectories(In("desk/walk"), "examination-*").Single()]));

        Assert.Equal(File.ReadAllText(In("sheet.json")), File.ReadAllText(In("again.json")));
        using var sheet = JsonDocument.Parse(File.ReadAllText(In("sheet.json")));
        var windows = sheet.RootElement.GetProperty("sections").EnumerateArray().SelectMany(section => section.GetProperty("blocks").EnumerateArray())
            .Single(block => block.TryGetProperty("table", out var name) && name.GetString() == "walk-forward-windows").GetProperty("rows").EnumerateArray().ToList();
        Assert.True(windows.Count >= 2);
        Assert.All(windows, window => Assert.StartsWith("EquityTrendModel_v1.average ", window[3].GetString(), StringComparison.Ordinal));
        Assert.Contains("of 6 gates", File.ReadAllText(In("sheet.json")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("models are run on all of them", "--method", "hyperband", "--param", "EquityTrendModel_v1.average=50..150:50")]
    [InlineData("whole number from 20 to 400", "--param", "EquityTrendModel_v1.average=50,60.5,90")]
    [InlineData("did you mean 'EquityTrendModel_v1.average'", "--param", "EquityTrendModel_v1.avrage=50..150:50")]
    [InlineData("say which parameters change", "--trials", "5")]
    public async Task Optimize_ModelsThatCannotBeSearched_SaysWhy(string reason, params string[] arguments)
    {
        var error = await Assert.ThrowsAsync<CommandException>(() => RunAsync(OptimizeCommand.Create(StrategyLibrary.BuiltIn), [config, "--data", bars, .. arguments]));
        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backtest_WhatCannotBeRun_SaysWhy()
    {
        await RefusedAsync("--symbol does not go with models", config, "--data", bars, "--symbol", "SPY");
        await RefusedAsync("--prove-causal takes one strategy", config, "--data", bars, "--prove-causal");
        await RefusedAsync("write the model too", config, "--data", bars, "--param", "average=100");
        await RefusedAsync("did you mean 'average'", config, "--data", bars, "--param", "EquityTrendModel_v1.avrage=100");
        await RefusedAsync("There is no file or folder", config, "--data", In("nowhere"));
        File.Delete(Path.Combine(bars, "ETHUSDT_1d.csv"));
        await RefusedAsync("There are no D1 or daily bars of ETHUSDT", config, "--data", bars);
        await RefusedAsync("No bar of", config, "--data", bars, "--set", "models.CryptoMomentumModel_v1=null", "--from", "2040-01-01");
    }

    [Fact]
    public async Task Backtest_PlatformThatIsRecorded_HasItsModelsWithVersionsAndFigures()
    {
        Assert.Equal(ExitCode.Success, await RunAsync(config, "--data", bars, "--runs", In("runs"), "--logs", In("logs")));

        var records = await new ExperimentFolder(In("runs")).ListAsync(new ExperimentQuery { Model = new("EquityTrendModel_v1", "") }, TestContext.Current.CancellationToken);
        var record = Assert.Single(records);
        Assert.Equal((ExperimentKind.Models, "made-up"), (record.Kind, record.Name));
        Assert.Equal("45", record.Parameters["IndexMeanReversionModel_v1/rsiEntry"]);
        Assert.Superset(Symbols.Select(one => one.Symbol).ToHashSet(), record.Data.Select(one => one.Symbol).ToHashSet());
        foreach (var metric in new[] { "sharpe", "balanced_performance", "EquityTrendModel_v1/sharpe", "EquityTrendModel_v1/profit", "CryptoMomentumModel_v1/max_drawdown" })
            Assert.Contains(metric, record.Metrics.Keys);
        Assert.DoesNotContain(record.Metrics.Keys, key => key.Contains("parameters", StringComparison.Ordinal) || key.StartsWith('/'));
        var summary = JsonDocument.Parse(File.ReadAllBytes(record.Artefacts[^1].Location)).RootElement;
        Assert.Equal(Each(summary, "models", "version").Select(version => version.GetString()), record.Models.OrderBy(model => model.Name, StringComparer.Ordinal).Select(model => model.Version));
        foreach (var (log, table) in new[] { ("trades", "trades"), ("performance", "equity") })
            Assert.Equal(summary.GetProperty("tables").EnumerateArray().Single(one => one.GetProperty("name").GetString() == table).GetProperty("rows").GetInt32(), File.ReadLines(Path.Combine(In("logs"), $"{log}.log")).Count());
    }

    private static BarSeries Bars(string symbol, int seed) => SyntheticMarket.Generate(symbol, Timeframe.D1, Start, 900, seed + 3);

    private static IEnumerable<JsonElement> Each(JsonElement summary, string list, string property) =>
        summary.GetProperty(list).EnumerateArray().Select(one => one.GetProperty(property));

    private static async Task RefusedAsync(string reason, params string[] arguments)
    {
        var error = await Assert.ThrowsAsync<CommandException>(() => RunAsync(arguments));
        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    private string In(string name) => Path.Combine(folder, name);

    private JsonElement Summary(string name) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(In(name), "summary.json"))).RootElement;

    private static Task<int> RunAsync(params string[] arguments) => RunAsync(BacktestCommand.Create(StrategyLibrary.BuiltIn), arguments);

    private static Task<int> RunAsync(Command command, string[] arguments)
    {
        var parsed = command.Parse(arguments);
        Assert.Empty(parsed.Errors);
        return parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken);
    }
}
