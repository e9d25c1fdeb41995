using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Serverless.Cli.Backtests;
using Serverless.Core.Strategies;

namespace Serverless.Cli.Tests.Backtests;

/// <summary>The command as a user types it, and as a crash leaves it.</summary>
public sealed class SweepCommandTests : IDisposable
{
    private static readonly string[] Grid = ["--synthetic", "--strategy", "sma-cross", "--param", "fast=5..20:5", "--param", "slow=40..60:10"];
    private readonly string folder = Directory.CreateTempSubdirectory("sweep-command-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Sweep_Grid_WritesAllRowsInEveryFormatAndLeavesNoCheckpoint()
    {
        foreach (var name in new[] { "rows.csv", "rows.json", "rows.parquet" })
            Assert.Equal(ExitCode.Success, await RunAsync([.. Grid, "--out", In(name)]));

        var lines = File.ReadAllLines(In("rows.csv"));
        Assert.StartsWith("allow_short,fast,slow,final_equity,sharpe,", lines[0], StringComparison.Ordinal);
        Assert.Equal(12, lines.Length - 1);
        Assert.StartsWith("1,5,40,", lines[1], StringComparison.Ordinal);
        using var json = JsonDocument.Parse(File.ReadAllBytes(In("rows.json")));
        Assert.Equal(12, json.RootElement.GetArrayLength());
        Assert.Equal(
            double.Parse(lines[5].Split(',')[3], CultureInfo.InvariantCulture), json.RootElement[4].GetProperty("final_equity").GetDouble());
        Assert.Equal(["rows.csv", "rows.json", "rows.parquet"], Directory.GetFiles(folder).Select(path => Path.GetFileName(path)).Order());
    }

    [Fact]
    public async Task Sweep_AnyThreads_WritesTheSameBytes()
    {
        await RunAsync([.. Grid, "--out", In("one.csv"), "--threads", "1"]);
        await RunAsync([.. Grid, "--out", In("many.csv"), "--threads", "7", "--by", "max_drawdown", "--top", "3"]);

        Assert.Equal(File.ReadAllBytes(In("one.csv")), File.ReadAllBytes(In("many.csv")));
    }

    [Fact]
    public async Task Sweep_CheckpointInTheWay_IsOnlyTakenWhenAskedForAndOfThisSweep()
    {
        File.WriteAllText(In("rows.csv.checkpoint"), "sweep/1 0123\n");

        var unasked = await Assert.ThrowsAsync<CommandException>(() => RunAsync([.. Grid, "--out", In("rows.csv")]));
        var another = await Assert.ThrowsAsync<CommandException>(() => RunAsync([.. Grid, "--out", In("rows.csv"), "--resume"]));

        Assert.Contains("add --resume", unasked.Message, StringComparison.Ordinal);
        Assert.Contains("another sweep", another.Message, StringComparison.Ordinal);
        Assert.Equal("sweep/1 0123\n", File.ReadAllText(In("rows.csv.checkpoint")));
    }

    [Fact]
    public async Task Sweep_KilledProcess_ResumesAndEndsWithTheSameBytes()
    {
        string[] grid = ["--synthetic", "--to", "2021-06-01", "--strategy", "ema-cross-bracket", "--param", "fast=5..50:1", "--param", "slow=60..200:10", "--param", "range=10,14"];
        var cancellation = TestContext.Current.CancellationToken;
        using (var process = Start([.. grid, "--out", In("rows.csv"), "--threads", "1"]))
        {
            await KeptAsync(process, In("rows.csv.checkpoint"), bytes: 4_000, cancellation);
            process.Kill();
            await process.WaitForExitAsync(cancellation);
        }

        Assert.False(File.Exists(In("rows.csv")), "The sweep ended before it was killed.");
        var kept = File.ReadAllLines(In("rows.csv.checkpoint")).Length - 1;
        Assert.InRange(kept, 1, (46 * 15 * 2) - 1);

        Assert.Equal(ExitCode.Success, await RunAsync([.. grid, "--out", In("rows.csv"), "--resume"]));
        Assert.Equal(ExitCode.Success, await RunAsync([.. grid, "--out", In("whole.csv")]));

        Assert.Equal(File.ReadAllBytes(In("whole.csv")), File.ReadAllBytes(In("rows.csv")));
    }

    [Theory]
    [InlineData("did you mean 'fast'", "--param", "fats=1,2")]
    [InlineData("is not a number", "--param", "fast=a..b")]
    [InlineData("from 5 to 60", "--param", "fast=5..100:5")]
    [InlineData("can be run", "--param", "fast=60", "--param", "slow=20")]
    [InlineData("must end in .csv", "--out", "rows.xlsx")]
    public async Task Sweep_WhatCannotBeRun_SaysWhy(string reason, params string[] arguments)
    {
        var error = await Assert.ThrowsAsync<CommandException>(() => RunAsync(["--synthetic", "--strategy", "sma-cross", .. arguments]));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, error.ExitCode);
    }

    [Theory]
    [InlineData("--resume needs the --out", "--resume")]
    [InlineData("--top must be at least 1", "--top", "0")]
    [InlineData("Must be one of", "--by", "luck")]
    public void Sweep_OptionsThatDoNotFit_AreErrors(string reason, params string[] arguments) =>
        Assert.Contains(reason, string.Join('\n', SweepCommand.Create(StrategyLibrary.BuiltIn).Parse(["--synthetic", .. arguments]).Errors.Select(error => error.Message)), StringComparison.Ordinal);

    [Theory]
    [InlineData("list")]
    [InlineData("list", "--json")]
    [InlineData("show", "ema-cross-bracket")]
    [InlineData("show", "sma-cross", "--json")]
    public async Task Strategies_AnyForm_IsShown(params string[] arguments) => Assert.Equal(
        ExitCode.Success, await StrategiesCommand.Create(StrategyLibrary.BuiltIn).Parse(arguments).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken));

    private static async Task KeptAsync(Process process, string checkpoint, long bytes, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        while (!File.Exists(checkpoint) || new FileInfo(checkpoint).Length < bytes)
        {
            Assert.False(process.HasExited, "The sweep ended by itself.");
            await Task.Delay(20, patience.Token);
        }
    }

    private static Process Start(string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", [typeof(SweepCommand).Assembly.Location, "sweep", .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private string In(string name) => Path.Combine(folder, name);

    private static Task<int> RunAsync(params string[] arguments)
    {
        var parsed = SweepCommand.Create(StrategyLibrary.BuiltIn).Parse(arguments);
        Assert.Empty(parsed.Errors);
        return parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken);
    }
}
