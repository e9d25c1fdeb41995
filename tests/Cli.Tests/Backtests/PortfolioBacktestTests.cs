using System.CommandLine;
using System.Text.Json;
using Azure.Storage.Blobs;
using Serverless.Cli.Backtests;
using Serverless.Core.MarketData;
using Serverless.Core.Strategies;
using Serverless.Core.Time;
using Serverless.Infra.Keys;
using Serverless.Infra.MarketData;
using Serverless.Infra.State;
using Serverless.Testing;

namespace Serverless.Cli.Tests.Backtests;

/// <summary>The command with several symbols and strategies, as a user types it.</summary>
public sealed class PortfolioBacktestTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly AzuriteFixture azurite;
    private readonly string folder = Directory.CreateTempSubdirectory("portfolio-command-").FullName;
    private readonly string config;

    public PortfolioBacktestTests(AzuriteFixture azurite)
    {
        this.azurite = azurite;
        config = In("run.yaml");
        File.WriteAllText(config, """
            symbols: [PAAUSDT, PBBUSDT]
            timeframe: 4h
            leverage: 2
            strategies:
              - {name: sma-cross, budget: 0.6, parameters: {fast: 5, slow: 20}}
              - {name: rsi-limit, symbol: PBBUSDT, budget: 0.4}
            """);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Backtest_ExampleOfTheDocument_WritesTheSameBytesEachTime()
    {
        var document = await File.ReadAllTextAsync(Path.Combine(RepositoryPaths.Root, "docs", "run-configuration.md"), TestContext.Current.CancellationToken);
        File.WriteAllText(config, document.Split("```yaml")[2].Split("```")[0]);

        foreach (var name in new[] { "a", "b" })
            Assert.Equal(ExitCode.Success, await RunAsync(config, "--synthetic", "--to", "2020-03-01", "--out", In(name)));

        Assert.Equal(
            ["account_guards", "broker_fills", "equity", "events", "fills", "guards", "log", "orders", "profits", "summary", "trades"],
            Directory.GetFiles(In("a")).Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal));
        Assert.All(Directory.GetFiles(In("a")), file => Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(In("b"), Path.GetFileName(file)))));
        var summary = Summary("a");
        Assert.Equal(["sma-cross BTCUSDT", "sma-cross ETHUSDT", "rsi-limit ETHUSDT"], Each(summary, "strategies", "name").Select(name => name.GetString()!));
        Assert.True(summary.GetProperty("figures").GetProperty("trades").GetInt32() > 10);
        // Two markets, not one twice.
        Assert.Equal(2, Each(summary, "symbols", "dataHash").Select(hash => hash.GetString()).Distinct().Count());
    }

    [Fact]
    public async Task Backtest_Portfolio_StrategiesAndSymbolsSumToTheAccount()
    {
        Assert.Equal(ExitCode.Success, await RunAsync(config, "--synthetic", "--out", In("out")));

        var summary = Summary("out");
        var profit = summary.GetProperty("finalEquity").GetDouble() - summary.GetProperty("initialEquity").GetDouble();
        Assert.NotEqual(0, profit);
        Assert.All(["strategies", "symbols"], list =>
        {
            Assert.Equal(profit, Each(summary, list, "profit").Sum(value => value.GetDouble()), 5);
            Assert.Equal(summary.GetProperty("figures").GetProperty("trades").GetInt32(), Each(summary, list, "trades").Sum(value => value.GetInt32()));
            Assert.Equal(
                summary.GetProperty("costs").GetProperty("total").GetDouble(), Each(summary, list, "costs").Sum(value => value.GetProperty("total").GetDouble()), 5);
        });
        Assert.Equal(summary.GetProperty("saved").GetDouble(), Each(summary, "symbols", "saved").Sum(value => value.GetDouble()), 6);
        Assert.InRange(summary.GetProperty("exposure").GetProperty("maxGross").GetDouble(), 0.01, 2);
    }

    [Fact]
    public async Task Backtest_FolderAndStore_GiveTheSameRun()
    {
        var blobs = new BlobServiceClient(azurite.ConnectionString);
        var store = new MarketDataStore(blobs, TimeProvider.System);
        Directory.CreateDirectory(In("bars"));
        foreach (var (symbol, seed) in new[] { ("PAAUSDT", 1), ("PBBUSDT", 2), ("PCCUSDT", 3) })
        {
            var bars = SyntheticMarket.Generate(symbol, Timeframe.H4, Start, 900, seed);
            File.WriteAllBytes(In($"bars/{symbol}_4h.csv"), CanonicalCsv.Write(bars));
            await store.SaveAsync(bars, Market.Crypto, DataOrigin.Synthetic(seed), []);
        }

        Assert.Equal(ExitCode.Success, await RunAsync(config, "--data", In("bars"), "--out", In("a")));
        Assert.Equal(ExitCode.Success, await RunAsync(config, "--storage", azurite.ConnectionString, "--out", In("b"), "--save"));

        Assert.Equal(File.ReadAllBytes(In("a/summary.json")), File.ReadAllBytes(In("b/summary.json")));
        var runs = new RunStore(blobs.GetBlobContainerClient(RunStore.ContainerName), ContentProtection.None);
        var stored = await runs.GetAsync($"{Summary("b").GetProperty("runId").GetString()}/summary.json", TestContext.Current.CancellationToken);
        Assert.Equal(File.ReadAllBytes(In("b/summary.json")), stored);
        // A file of one symbol is not taken for the bars of two.
        await RefusedAsync("There are no bars for PBBUSDT of 4h in", config, "--data", In("bars/PAAUSDT_4h.csv"));
        await RefusedAsync("There are no bars for PZZUSDT of 4h in", config, "--data", In("bars"), "--set", "symbols=[PAAUSDT, PBBUSDT, PZZUSDT]");
        await RefusedAsync("There are no bars for PZZUSDT of 4h in the store", config, "--storage", azurite.ConnectionString, "--set", "symbols=[PAAUSDT, PBBUSDT, PZZUSDT]");
    }

    [Fact]
    public async Task Backtest_StrategyChosenFromSeveral_RunsItAsTheFileSays()
    {
        Assert.Equal(ExitCode.Success, await RunAsync(config, "--synthetic", "--symbol", "PAAUSDT", "--strategy", "sma-cross", "--out", In("out")));

        var strategy = Summary("out").GetProperty("configuration").GetProperty("strategies")[0];
        Assert.Equal("sma-cross", Summary("out").GetProperty("strategy").GetString());
        Assert.Equal(5, strategy.GetProperty("parameters").GetProperty("fast").GetInt32());
    }

    [Fact]
    public async Task Backtest_AccountThatIsRuined_ExitsWithFailureAndKeepsWhatWasDone()
    {
        var exit = await RunAsync(config, "--synthetic", "--set", "leverage=null", "--set", "sizing={type: fixed, value: 100000}", "--out", In("out"));

        Assert.Equal(ExitCode.Failure, exit);
        Assert.Contains("ruined", Summary("out").GetProperty("failure").GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, Summary("out").GetProperty("figures").ValueKind);
    }

    [Fact]
    public async Task Backtest_StrategyThatThrows_IsClosedOutAndTheOthersGoOn()
    {
        var strategies = StrategyLibrary.BuiltIn.With(new ThrowingStrategy());

        var exit = await RunAsync(
            BacktestCommand.Create(strategies), config, "--synthetic", "--set", "strategies=[{name: sma-cross, budget: 0.5}, {name: throwing, symbol: PAAUSDT, budget: 0.5}]", "--out", In("out"));

        Assert.Equal(ExitCode.Partial, exit);
        var summary = Summary("out");
        Assert.Equal(JsonValueKind.Null, summary.GetProperty("failure").ValueKind);
        Assert.Equal(
            [JsonValueKind.Null, JsonValueKind.Null, JsonValueKind.Object], Each(summary, "strategies", "failure").Select(failure => failure.ValueKind));
        Assert.Contains("gave up", Each(summary, "strategies", "failure").Last().GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.True(Each(summary, "strategies", "trades").First().GetInt32() > 100);
    }

    [Fact]
    public async Task Commands_ForOneStrategyOnOneSymbol_RefuseAPortfolio()
    {
        const string Reason = "take one strategy on one symbol";
        await RefusedAsync(Reason, config, "--synthetic", "--prove-causal");
        await RefusedAsync(Reason, config, "--synthetic", "--symbol", "PBBUSDT", "--prove-causal");
        foreach (var command in new[] { SweepCommand.Create(StrategyLibrary.BuiltIn), ExamineCommand.Create(StrategyLibrary.BuiltIn) })
            await RefusedAsync(Reason, command, config, "--synthetic");
        await RefusedAsync("the run has several strategies; choose one with --strategy", config, "--synthetic", "--param", "fast=5");
        await RefusedAsync("no bar lies between start and end", config, "--synthetic", "--from", "2040-01-01");
    }

    private static IEnumerable<JsonElement> Each(JsonElement summary, string list, string property) =>
        summary.GetProperty(list).EnumerateArray().Select(one => one.GetProperty(property));

    private static Task RefusedAsync(string reason, params string[] arguments) => RefusedAsync(reason, BacktestCommand.Create(StrategyLibrary.BuiltIn), arguments);

    private static async Task RefusedAsync(string reason, Command command, params string[] arguments)
    {
        var error = await Assert.ThrowsAsync<CommandException>(() => RunAsync(command, arguments));
        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    private string In(string name) => Path.Combine(folder, name);

    private JsonElement Summary(string name) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(In(name), "summary.json"))).RootElement;

    private static Task<int> RunAsync(params string[] arguments) => RunAsync(BacktestCommand.Create(StrategyLibrary.BuiltIn), arguments);

    private static Task<int> RunAsync(Command command, params string[] arguments)
    {
        var parsed = command.Parse(arguments);
        Assert.Empty(parsed.Errors);
        return parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken);
    }
}
