using System.CommandLine;
using System.Text.Json;
using Serverless.Cli.Backtests;
using Serverless.Cli.Experiments;
using Serverless.Cli.Optimize;
using Serverless.Core.Strategies;
using Serverless.Testing;

namespace Serverless.Cli.Tests.Experiments;

/// <summary>The commands as a user types them.</summary>
public sealed class ExperimentsCommandTests(AzuriteFixture azurite) : IDisposable
{
    private static readonly string[] Year = ["--synthetic", "--strategy", "sma-cross", "--to", "2021-01-01"];
    private readonly string folder = Directory.CreateTempSubdirectory("experiments-command-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task List_RunsOfEveryKindInAFolder_AreFoundByWhatTheyAre()
    {
        await RecordAllAsync();

        var all = await ListAsync();
        Assert.Equal(
            ["Backtest", "Backtest", "Examination", "Optimization", "Portfolio", "Sweep"],
            all.Select(record => record.GetProperty("kind").GetString()!).Order());
        Assert.Equal(2, (await ListAsync("--name", "tuning")).Count);
        Assert.Equal(["20"], (await ListAsync("--where", "kind=backtest", "--where", "parameters.fast=20")).Select(record => record.GetProperty("parameters").GetProperty("fast").GetString()));
        Assert.Empty(await ListAsync("--model", "sma-cross@2"));
        Assert.Equal(6, (await ListAsync("--strategy", "sma-cross@1")).Count);
        Assert.Empty(await ListAsync("--to", "2020-01-01"));
        Assert.Equal(6, (await ListAsync("--from", "2020-01-01")).Count);
        Assert.Single(await ListAsync("--limit", "1"));
        var sharpes = (await ListAsync("--sort", "sharpe")).Select(record => record.GetProperty("metrics").GetProperty("sharpe").GetDouble()).ToList();
        Assert.Equal(sharpes.OrderDescending(), sharpes);
        Assert.All(all, record => Assert.True(record.GetProperty("metrics").TryGetProperty("balanced_performance", out _)));
        Assert.All(all.SelectMany(record => record.GetProperty("artefacts").EnumerateArray()), file => Assert.True(File.Exists(file.GetProperty("location").GetString())));
        var search = all.Single(record => record.GetProperty("kind").GetString() == "Sweep");
        Assert.Equal(4, search.GetProperty("metrics").GetProperty("search/trials").GetDouble());
        await RefusedAsync("none of these runs has 'shrape'", "list", "--where", "shrape>1");
    }

    [Fact]
    public async Task Record_SameCommandTwice_IsOneRun()
    {
        foreach (var _ in new[] { 1, 2 })
            await RunAsync(BacktestCommand.Create(StrategyLibrary.BuiltIn), [.. Year, "--experiment", "again", "--runs", folder]);

        Assert.Single(await ListAsync());
    }

    [Fact]
    public async Task ShowAndCompare_BeginningsOfIds_AreEnough()
    {
        await RecordAllAsync();
        var ids = (await ListAsync("--where", "kind=Backtest", "--sort", "parameters.fast:asc")).Select(record => record.GetProperty("id").GetString()!).ToList();

        var shown = await JsonAsync("show", ids[0][..^3]);
        Assert.Equal(ids[0], shown.GetProperty("record").GetProperty("id").GetString());
        Assert.Equal(10, shown.GetProperty("configuration").GetProperty("strategies")[0].GetProperty("parameters").GetProperty("fast").GetInt32());
        Assert.Equal(1, shown.GetProperty("configuration").GetProperty("strategies")[0].GetProperty("version").GetInt32());
        var compared = await JsonAsync("compare", ids[0], ids[1]);
        Assert.Equal(["strategies[0].parameters.fast"], compared.GetProperty("settings").EnumerateArray().Select(setting => setting.GetProperty("key").GetString()));
        Assert.Equal(ExitCode.Success, await RunAsync(ExperimentsCommand.Create(), ["show", ids[0], "--runs", folder]));
        Assert.Equal(ExitCode.Success, await RunAsync(ExperimentsCommand.Create(), ["compare", .. ids, "--runs", folder]));
        Assert.Equal(ExitCode.Success, await RunAsync(ExperimentsCommand.Create(), ["list", "--runs", folder]));
        await RefusedAsync("Give more of it", "show", "sma-cross");
        await RefusedAsync("No run's id begins with", "show", "none");
    }

    [Fact]
    public async Task Export_RunsOfAFolder_AreParquetFiles()
    {
        await RunAsync(BacktestCommand.Create(StrategyLibrary.BuiltIn), [.. Year, "--experiment", "a", "--runs", folder]);
        var output = Path.Combine(folder, "sql");

        Assert.Equal(ExitCode.Success, await RunAsync(ExperimentsCommand.Create(), ["export", "--runs", folder, "--out", output]));

        Assert.Equal(
            ["artefacts.parquet", "data.parquet", "experiments.parquet", "metrics.parquet", "models.parquet", "parameters.parquet"],
            Directory.GetFiles(output).Select(file => Path.GetFileName(file)).Order());
    }

    [Fact]
    public async Task Record_StorageAccount_CountsRunsAndKeepsTheConfiguration()
    {
        string[] storage = ["--storage", azurite.ConnectionString];
        foreach (var _ in new[] { 1, 2 })
            await RunAsync(BacktestCommand.Create(StrategyLibrary.BuiltIn), [.. Year, "--experiment", "account-test", .. storage]);

        var record = Assert.Single(JsonDocument.Parse(await OutputAsync(["list", "--name", "account-test", "--json", .. storage])).RootElement.EnumerateArray());
        Assert.Equal(2, record.GetProperty("runs").GetInt32());
        var shown = JsonDocument.Parse(await OutputAsync(["show", record.GetProperty("id").GetString()!, "--json", .. storage])).RootElement;
        Assert.Equal("sma-cross", shown.GetProperty("configuration").GetProperty("strategies")[0].GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("is no condition", "list", "--where", "sharpe")]
    [InlineData("is not a time", "list", "--from", "yesterday")]
    [InlineData("Could not find", "list", "--runs", "/none/at/all")]
    public async Task Experiments_WhatIsNoQuestion_SaysWhy(string reason, params string[] arguments)
    {
        var error = await Assert.ThrowsAsync<CommandException>(() => RunAsync(ExperimentsCommand.Create(), arguments.Contains("--runs") ? arguments : [.. arguments, "--runs", folder]));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_NameThatIsNone_IsRefusedBeforeTheRun()
    {
        var error = await Assert.ThrowsAsync<CommandException>(
            () => RunAsync(BacktestCommand.Create(StrategyLibrary.BuiltIn), [.. Year, "--experiment", "a/b", "--runs", folder]));
        Assert.Contains("cannot name an experiment", error.Message, StringComparison.Ordinal);
    }

    private async Task RecordAllAsync()
    {
        string[] to = ["--runs", folder, "--experiment"];
        var backtest = BacktestCommand.Create(StrategyLibrary.BuiltIn);
        await RunAsync(backtest, [.. Year, "--param", "fast=10", .. to, "desk"]);
        await RunAsync(backtest, [.. Year, "--param", "fast=20", .. to, "desk"]);
        await RunAsync(backtest, [.. Year, "--set", "symbols=[AAA, BBB]", .. to, "desk"]);
        await RunAsync(SweepCommand.Create(StrategyLibrary.BuiltIn), [.. Year, "--param", "fast=5,10", "--param", "slow=40,60", .. to, "tuning"]);
        await RunAsync(OptimizeCommand.Create(StrategyLibrary.BuiltIn), [.. Year, "--method", "random", "--trials", "5", "--batch", "5", .. to, "tuning"]);
        await RunAsync(ExamineCommand.Create(StrategyLibrary.BuiltIn), [.. Year, "--param", "fast=5,10", "--histories", "50", .. to, "luck"]);
    }

    private async Task<IReadOnlyList<JsonElement>> ListAsync(params string[] arguments) =>
        [.. JsonDocument.Parse(await OutputAsync(["list", "--json", "--runs", folder, .. arguments])).RootElement.EnumerateArray()];

    private async Task<JsonElement> JsonAsync(params string[] arguments) =>
        JsonDocument.Parse(await OutputAsync([.. arguments, "--json", "--runs", folder])).RootElement;

    private async Task RefusedAsync(string reason, params string[] arguments)
    {
        var error = await Assert.ThrowsAsync<CommandException>(() => RunAsync(ExperimentsCommand.Create(), [.. arguments, "--runs", folder]));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    private static async Task<string> OutputAsync(string[] arguments)
    {
        using var output = new StringWriter();
        Assert.Equal(ExitCode.Success, await RunAsync(ExperimentsCommand.Create(), arguments, output));
        return output.ToString();
    }

    private static Task<int> RunAsync(Command command, string[] arguments, TextWriter? output = null)
    {
        var parsed = command.Parse(arguments);
        Assert.Empty(parsed.Errors);
        var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output ?? TextWriter.Null };
        return parsed.InvokeAsync(configuration, TestContext.Current.CancellationToken);
    }
}
