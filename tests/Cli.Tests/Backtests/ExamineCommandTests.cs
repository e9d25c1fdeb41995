using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Serverless.Cli.Backtests;
using Serverless.Core.Strategies;

namespace Serverless.Cli.Tests.Backtests;

public sealed class ExamineCommandTests
{
    private static readonly string[] Grid = ["--synthetic", "--strategy", "sma-cross", "--param", "fast=10,20", "--param", "slow=50,100", "--histories", "50"];

    [Fact]
    public async Task Examine_RandomWalk_PrintsAVerdictOfEveryTrial()
    {
        var (exit, output) = await StartAsync([.. Grid, "--json"]);

        using var json = JsonDocument.Parse(output);
        var root = json.RootElement;
        Assert.Equal(ExitCode.Success, exit);
        Assert.Equal(4, root.GetProperty("trials").GetArrayLength());
        Assert.False(root.GetProperty("isProven").GetBoolean());
        var steps = root.GetProperty("windows").GetProperty("steps").EnumerateArray().ToList();
        Assert.NotEmpty(steps);
        Assert.All(steps, step => Assert.True(step.GetProperty("window").GetProperty("trainEnd").GetDateTime() <= step.GetProperty("window").GetProperty("testStart").GetDateTime()));
        Assert.All(steps, step => Assert.Contains(step.GetProperty("parameters").GetProperty("fast").GetDouble(), new[] { 10.0, 20 }));
        Assert.Equal(steps.Average(step => step.GetProperty("outOfSampleSharpe").GetDouble()), root.GetProperty("windows").GetProperty("outOfSampleSharpe").GetDouble(), 1e-9);
        Assert.Equal(1, root.GetProperty("checks").EnumerateArray().Sum(check => check.GetProperty("weight").GetDouble()), 1e-9);
        Assert.Equal((await StartAsync([.. Grid, "--json"])).Output, output);
    }

    [Theory]
    [InlineData("cannot be taken", "--synthetic", "--strategy", "donchian-trail")]
    [InlineData("cannot be taken", "--synthetic", "--strategy", "sma-cross", "--set", "borrow_rate=0.1")]
    [InlineData("there is no parameter 'fats'", "--synthetic", "--strategy", "sma-cross", "--param", "fats=1")]
    public async Task Examine_WhatItCannot_SaysWhy(string expected, params string[] arguments)
    {
        var error = await Assert.ThrowsAsync<CommandException>(() => RunAsync(arguments));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, error.ExitCode);
    }

    // A process of its own: what it prints is the process's, and tests run side by side.
    private static async Task<(int Exit, string Output)> StartAsync(string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(ExamineCommand).Assembly.Location, "examine", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(3));
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
        await errors;
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, output);
    }

    private static Task<int> RunAsync(string[] arguments) => ExamineCommand.Create(StrategyLibrary.BuiltIn).Parse(arguments)
        .InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken);
}
