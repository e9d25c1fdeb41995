using System.CommandLine;
using Serverless.Cli.Optimize;
using Serverless.Core.Backtesting.Runs;
using Serverless.Core.MarketData;
using Serverless.Core.Optimization;
using Serverless.Core.Strategies;
using Serverless.Infra.Experiments;
using Spectre.Console;

namespace Serverless.Cli.Tests.Optimize;

public sealed class OptimizeCommandTests
{
    [Fact]
    public async Task Run_Series_IsTheSameEveryTimeAndTriesTheBestOnUnseenBars()
    {
        var folder = Directory.CreateTempSubdirectory("optimize-");
        try
        {
            string[] search = ["--synthetic", "5", "--strategy", "sma-cross", "--timeframe", "1d", "--method", "sobol", "--trials", "40", "--objective", "sharpe", "--runs", folder.FullName];
            Assert.Equal(ExitCode.Success, await RunAsync(search));
            Assert.Equal(ExitCode.Success, await RunAsync(search)); // another result would be refused

            var record = Assert.Single(await new ExperimentFolder(folder.FullName).ListAsync(new ExperimentQuery(), TestContext.Current.CancellationToken));
            Assert.Equal((40, 40), (record.Metrics["search/trials"], record.Metrics["search/parameter_sets"]));
            Assert.InRange(record.Metrics["search/deflated_sharpe"], 0, 1);
            Assert.Contains("search/out_of_sample.sharpe", record.Metrics.Keys);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Progress_NoTerminal_IsALineForEveryTenth()
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Interactive = InteractionSupport.No });
        var settings = new SearchSettings { Method = SearchMethod.Sobol, Trials = 40, Objective = new("sharpe") };
        var bars = SyntheticMarket.Generate("OPTIMISED", Timeframe.D1, new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), 900, seed: 5);
        var run = new RunConfiguration { Symbols = ["OPTIMISED"], Timeframe = Timeframe.D1, Strategies = [RunStrategy.Of(StrategyLibrary.BuiltIn.Get("sma-cross"))] };

        var result = await new OptimizeView(console, TimeProvider.System).ProgressAsync(
            settings.Trials, report => Task.FromResult(OptimizationLoop.Run(new SignalSearch(run, "hash", bars, settings), settings, workers: 2, report)));
        OptimizeTables.Write(console, result);

        Assert.Equal(270, result.OutOfSample!.Metrics!.Bars);
        Assert.Contains("20/40 trials, best", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("unseen", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("40 trials of 40 parameter sets", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sma-cross", "--trials", "0", "Trials must be 1 to 100000")]
    [InlineData("donchian-trail", "--seed", "1", "cannot be taken")]
    [InlineData("sma-cross", "--limit", "trades>30", "'trades>30' is not a limit")]
    [InlineData("sma-cross", "--param", "fast=5,60.5,70", "takes whole numbers")]
    [InlineData("sma-cross", "--param", "medium=5", "has no parameter 'medium'")]
    public async Task Parse_WrongArgument_SaysWhich(string strategy, string option, string value, string message)
    {
        var parsed = OptimizeCommand.Create(StrategyLibrary.BuiltIn).Parse(["--synthetic", "--strategy", strategy, option, value]);

        var error = await Assert.ThrowsAsync<CommandException>(() => parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private static Task<int> RunAsync(params string[] arguments)
    {
        var parsed = OptimizeCommand.Create(StrategyLibrary.BuiltIn).Parse(arguments);
        Assert.Empty(parsed.Errors);
        return parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken);
    }
}
