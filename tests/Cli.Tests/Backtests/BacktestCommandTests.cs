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

/// <summary>The command as a user types it.</summary>
public sealed class BacktestCommandTests(AzuriteFixture azurite) : IDisposable
{
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly string folder = Directory.CreateTempSubdirectory("backtest-command-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Backtest_Synthetic_WritesTheSameBytesEachTime()
    {
        foreach (var name in new[] { "a", "b" })
            Assert.Equal(ExitCode.Success, await RunAsync("--synthetic", "--strategy", "sma-cross", "--param", "fast=10", "--param", "allow_short=false", "--out", In(name)));

        var summary = Summary("a");
        Assert.Equal("sma-cross", summary.GetProperty("strategy").GetString());
        var parameters = summary.GetProperty("configuration").GetProperty("strategies")[0].GetProperty("parameters");
        Assert.Equal((10, 50, false), (parameters.GetProperty("fast").GetInt32(), parameters.GetProperty("slow").GetInt32(), parameters.GetProperty("allow_short").GetBoolean()));
        Assert.True(summary.GetProperty("figures").GetProperty("trades").GetInt32() > 10);
        var files = Directory.GetFiles(In("a"));
        Assert.Equal(8, files.Length);
        Assert.All(files, file => Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(In("b"), Path.GetFileName(file)))));
    }

    [Fact]
    public async Task Backtest_Logs_HaveALineForEachTradeAndBar()
    {
        Assert.Equal(ExitCode.Success, await RunAsync("--synthetic", "--strategy", "sma-cross", "--logs", In("logs"), "--out", In("out")));

        Assert.Equal(["errors.log", "orders.log", "performance.log", "trades.log"], Directory.GetFiles(In("logs")).Select(path => Path.GetFileName(path)).Order());
        Assert.Equal(Summary("out").GetProperty("figures").GetProperty("trades").GetInt32(), File.ReadLines(Path.Combine(In("logs"), "trades.log")).Count());
        Assert.Equal(Summary("out").GetProperty("figures").GetProperty("bars").GetInt32(), File.ReadLines(Path.Combine(In("logs"), "performance.log")).Count());
    }

    [Fact]
    public async Task Backtest_OtherSeed_HasAnotherDataHashAndRunHash()
    {
        await RunAsync("--synthetic", "1", "--out", In("a"));
        await RunAsync("--synthetic", "2", "--out", In("b"));

        Assert.NotEqual(Summary("a").GetProperty("dataHash").GetString(), Summary("b").GetProperty("dataHash").GetString());
        Assert.NotEqual(Summary("a").GetProperty("runHash").GetString(), Summary("b").GetProperty("runHash").GetString());
    }

    [Fact]
    public async Task Backtest_ConfigurationWithOverrides_RunsWhatBothSay()
    {
        var config = In("run.yaml");
        File.WriteAllText(config, """
            symbols: [AAAUSDT, BBBUSDT]
            timeframe: 4h
            commission_bps: 7
            strategies:
              - name: sma-cross
                parameters: {fast: 10, slow: 30}
            """);
        WriteCsv("AAAUSDT_1h.csv", Timeframe.H1, 2_000);

        var exit = await RunAsync(config, "--data", In("AAAUSDT_1h.csv"), "--symbol", "AAAUSDT", "--param", "slow=40", "--set", "slippage_bps=0", "--from", "2024-02-01", "--to", "2024-03-01", "--out", In("out"));

        Assert.Equal(ExitCode.Success, exit);
        var summary = Summary("out");
        Assert.Equal(("AAAUSDT", "H4"), (summary.GetProperty("symbol").GetString(), summary.GetProperty("timeframe").GetString()));
        Assert.Equal(new DateTime(2024, 2, 1, 0, 0, 0, DateTimeKind.Utc), summary.GetProperty("firstBar").GetDateTime());
        Assert.Equal(new DateTime(2024, 2, 29, 20, 0, 0, DateTimeKind.Utc), summary.GetProperty("lastBar").GetDateTime());
        var configuration = summary.GetProperty("configuration");
        Assert.Equal(7, configuration.GetProperty("commission").GetProperty("bps").GetDouble());
        Assert.Equal(0, configuration.GetProperty("slippage").GetProperty("bps").GetDouble());
        var parameters = configuration.GetProperty("strategies")[0].GetProperty("parameters");
        Assert.Equal((10, 40), (parameters.GetProperty("fast").GetInt32(), parameters.GetProperty("slow").GetInt32()));
    }

    [Fact]
    public async Task Backtest_ParquetFile_GivesTheRunOfTheSameBarsFromCsv()
    {
        var bars = WriteCsv("AAAUSDT_4h.csv", Timeframe.H4, 500);
        await BarFile.WriteAsync(In("bars.parquet"), bars, TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Success, await RunAsync("--data", In("AAAUSDT_4h.csv"), "--out", In("csv")));
        Assert.Equal(ExitCode.Success, await RunAsync("--data", In("bars.parquet"), "--out", In("parquet")));

        Assert.Equal(Summary("csv").GetProperty("runHash").GetString(), Summary("parquet").GetProperty("runHash").GetString());
        Assert.Equal(ContentHash.Of(bars), Summary("csv").GetProperty("dataHash").GetString());
    }

    [Fact]
    public async Task Backtest_StoredBars_AreFoundAndTheRunIsStored()
    {
        var blobs = new BlobServiceClient(azurite.ConnectionString);
        var store = new MarketDataStore(blobs, TimeProvider.System);
        foreach (var (symbol, timeframe) in new[] { ("RUNAUSDT", Timeframe.H4), ("RUNAUSDT", Timeframe.H1), ("RUNBUSDT", Timeframe.H4) })
            await store.SaveAsync(SyntheticMarket.Generate(symbol, timeframe, Start, 400, seed: 1), Market.Crypto, DataOrigin.Synthetic(1), []);
        string[] storage = ["--storage", azurite.ConnectionString];

        Assert.Equal(ExitCode.Success, await RunAsync([.. storage, "--symbol", "RUNAUSDT", "--timeframe", "4h", "--out", In("out"), "--save"]));

        var runId = Summary("out").GetProperty("runId").GetString();
        var runs = new RunStore(blobs.GetBlobContainerClient(RunStore.ContainerName), ContentProtection.None);
        Assert.Equal(File.ReadAllBytes(Path.Combine(In("out"), "summary.json")), await runs.GetAsync($"{runId}/summary.json", TestContext.Current.CancellationToken));
        await RefusedAsync("say which with --symbol and --timeframe", [.. storage, "--symbol", "RUNAUSDT"]);
        await RefusedAsync("There are no bars for NONE", [.. storage, "--symbol", "NONE"]);
    }

    [Theory]
    [InlineData("Did you mean 'sma-cross'", "--synthetic", "--strategy", "sma-cros")]
    [InlineData("did you mean 'fast'", "--synthetic", "--strategy", "sma-cross", "--param", "fats=3")]
    [InlineData("fast < slow", "--synthetic", "--strategy", "sma-cross", "--param", "fast=60", "--param", "slow=20")]
    [InlineData("did you mean 'commission_bps'", "--synthetic", "--set", "comission_bps=3")]
    [InlineData("no bar lies between start and end", "--synthetic", "--from", "2040-01-01")]
    [InlineData("is not a time", "--synthetic", "--from", "yesterday")]
    [InlineData("There is no file", "--data", "none.csv")]
    [InlineData("cannot be read", "none.yaml", "--synthetic")]
    [InlineData("cannot be made shorter", "--data", "BARS", "--timeframe", "1h")]
    [InlineData("no bars that can be used", "--data", "BAD")]
    public async Task Backtest_WhatCannotBeRun_SaysWhy(string reason, params string[] arguments)
    {
        WriteCsv("AAAUSDT_4h.csv", Timeframe.H4, 100);
        File.WriteAllText(In("BAD_4h.csv"), "time,open,high\n2024-01-01,1,1\n");

        await RefusedAsync(reason, [.. arguments.Select(argument => argument switch
        {
            "BARS" => In("AAAUSDT_4h.csv"),
            "BAD" => In("BAD_4h.csv"),
            _ => argument,
        })]);
    }

    [Fact]
    public async Task Backtest_StrategyThatFails_ExitsWithFailureAndKeepsWhatWasDone()
    {
        var exit = await RunAsync("--synthetic", "--strategy", "sma-cross", "--set", "leverage=null", "--set", "sizing={type: fixed, value: 100000}", "--out", In("out"));

        Assert.Equal(ExitCode.Failure, exit);
        Assert.Contains("ruined", Summary("out").GetProperty("failure").GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, Summary("out").GetProperty("figures").ValueKind);
    }

    [Fact]
    public async Task ProveCausal_EveryShippedStrategy_FindsNothing()
    {
        foreach (var definition in StrategyLibrary.BuiltIn.All)
        {
            var exit = await RunAsync("--synthetic", "--to", "2020-06-01", "--strategy", definition.Schema.Name, "--prove-causal", "--cuts", "12");
            Assert.True(exit == ExitCode.Success, $"{definition.Schema.Name}: exit code {exit}.");
        }
    }

    [Fact]
    public async Task ProveCausal_PlantedLookAhead_FailsTheVerification() => Assert.Equal(
        ExitCode.VerificationFailed,
        await RunAsync("--synthetic", "--from", "2020-02-01", "--to", "2020-06-01", "--strategy", "peeking", "--prove-causal"));

    [Fact]
    public async Task ProveCausal_NoDecision_ProvesNothing() => Assert.Equal(
        ExitCode.VerificationFailed,
        await RunAsync("--synthetic", "--to", "2020-01-03", "--strategy", "sma-cross", "--prove-causal"));

    private async Task RefusedAsync(string reason, params string[] arguments)
    {
        var error = await Assert.ThrowsAsync<CommandException>(() => RunAsync(arguments));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter '", error.Message, StringComparison.Ordinal);
    }

    private string In(string name) => Path.Combine(folder, name);

    private JsonElement Summary(string name) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(In(name), "summary.json"))).RootElement;

    private BarSeries WriteCsv(string name, Timeframe timeframe, int count)
    {
        var bars = SyntheticMarket.Generate("AAAUSDT", timeframe, Start, count, seed: 1);
        File.WriteAllBytes(In(name), CanonicalCsv.Write(bars));
        return bars;
    }

    private static Task<int> RunAsync(params string[] arguments)
    {
        var parsed = BacktestCommand.Create(StrategyLibrary.BuiltIn.With(new PeekingStrategy())).Parse(arguments);
        Assert.Empty(parsed.Errors);
        return parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken);
    }
}
