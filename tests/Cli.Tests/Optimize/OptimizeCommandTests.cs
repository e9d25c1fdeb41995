using System.CommandLine;
using System.Text.Json;
using Serverless.Cli.Optimize;
using Serverless.Core.MarketData;
using Serverless.Core.Optimization;
using Serverless.Core.Optimization.Objectives;
using Serverless.Core.Strategies;
using Spectre.Console;

namespace Serverless.Cli.Tests.Optimize;

public sealed class OptimizeCommandTests
{
    [Fact]
    public async Task Run_Series_IsTheSameEveryTimeAndTriesTheBestOnUnseenBars()
    {
        var bars = SyntheticMarket.Generate("OPTIMISED", Timeframe.D1, new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), 900, seed: 5);
        var settings = new OptimizationSettings { Template = "sma-cross", Symbol = "OPTIMISED", Method = SearchMethod.Sobol, Trials = 40, Objective = new("sharpe") };
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Interactive = InteractionSupport.No });
        var run = new OptimizeRun(new OptimizeView(console, TimeProvider.System));

        var first = await run.RunAsync(bars, settings, CancellationToken.None);
        var second = await run.RunAsync(bars, settings, CancellationToken.None);

        Assert.Equal(JsonSerializer.Serialize(first), JsonSerializer.Serialize(second));
        Assert.Equal((40, 270), (first.Trials.Count, first.OutOfSample!.Metrics!.Bars));
        Assert.Contains("20/40 trials, best", output.ToString(), StringComparison.Ordinal);
        OptimizeTables.Write(console, first);
        Assert.Contains("unseen", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("40 trials of 40 parameter sets", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sma-cross", "--trials", "0", "Trials must be 1 to 100000")]
    [InlineData("donchian-trail", "--seed", "1", "cannot be taken")]
    [InlineData("sma-cross", "--limit", "trades>30", "--limit 'trades>30' is not a limit")]
    [InlineData("sma-cross", "--param", "fast=5,60,70", "evenly spaced")]
    [InlineData("sma-cross", "--param", "medium=5", "has no parameter 'medium'")]
    public async Task Parse_WrongArgument_SaysWhich(string strategy, string option, string value, string message)
    {
        var parsed = OptimizeCommand.Create(StrategyLibrary.BuiltIn).Parse(["--synthetic", "--strategy", strategy, option, value]);

        var error = await Assert.ThrowsAsync<CommandException>(() => parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ParseLimitAndRange_Forms_AreUnderstood()
    {
        Assert.Equal(new FigureLimit("trades", AtLeast: 30), OptimizeArguments.ParseLimit("trades>=30"));
        Assert.Equal(new FigureLimit("maxDrawdown", AtMost: 0.25), OptimizeArguments.ParseLimit("maxDrawdown <= 0.25"));
        Assert.Equal(new ParameterRange("fast", 5, 60, 5, 5), OptimizeArguments.ParseRange("fast=5..60:5"));
        Assert.Equal(new ParameterRange("fast", 20, 20, 1, 20), OptimizeArguments.ParseRange("fast=20"));
    }
}
