using Serverless.Cli.Backtests;
using Serverless.Core.Backtesting;
using Serverless.Core.Backtesting.Sweeps;
using Serverless.Core.MarketData;
using Serverless.Core.Strategies;
using Spectre.Console;

namespace Serverless.Cli.Tests.Backtests;

public sealed class HeatMapTests
{
    private static readonly StrategyDefinition Definition = StrategyLibrary.BuiltIn.Get("sma-cross");
    private static readonly ParameterAxis Fast = ParameterAxis.Parse("fast=5,10,40");
    private static readonly ParameterAxis Slow = ParameterAxis.Parse("slow=30,60,90");
    private static readonly SweepFigure Sharpe = SweepFigure.All.First(figure => figure.Name == "sharpe");

    [Fact]
    public void Write_WithRoom_HasTheFigureOfEverySetAndNothingWhereThereIsNone()
    {
        var rows = Rows();

        var lines = Draw(rows, width: 80);

        Assert.Equal(["30", "60", "90"], Words(lines[1]));
        foreach (var (fast, line) in Fast.Values.Zip(lines.Skip(2)))
        {
            var expected = rows.Where(row => row.Parameters["fast"] == fast).Select(row => FigureText.Of(Sharpe, Sharpe.Of(row)));
            Assert.Equal([$"{fast}", .. expected], Words(line));
        }

        Assert.Equal(3, Words(lines[4]).Length); // fast = 40 does not go with slow = 30
    }

    [Fact]
    public void Write_WithoutRoom_HasTheBrightestShadeForTheBest()
    {
        var rows = Rows();
        var best = Sharpe.Rank(rows)[0].Parameters;

        var lines = Draw(rows, width: 20);

        var line = lines[1 + Fast.Values.ToList().IndexOf(best["fast"])];
        Assert.Equal("██", line.Substring(12 + (2 * Slow.Values.ToList().IndexOf(best["slow"])), 2));
        Assert.Equal(1, lines.Count(one => one.Contains('█', StringComparison.Ordinal)));
    }

    private static IReadOnlyList<SweepRow> Rows()
    {
        var grid = ParameterGrid.Of(Definition, Definition.Defaults, [Fast, Slow]);
        var bars = SyntheticMarket.Generate("SYN", Timeframe.H4, new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), 600, seed: 3);
        var template = new TemplateSubject(StrategyCatalog.Get("sma-cross"), new BacktestSettings());
        return Sweep.Run(
            new SweepPlan(template, bars, .., [.. grid.Sets.Select(set => set.Remove("allow_short"))]), new SweepOptions(), TestContext.Current.CancellationToken);
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string[] Draw(IReadOnlyList<SweepRow> rows, int width)
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = width;
        HeatMap.Write(console, Definition.Schema, Sharpe, Fast, Slow, rows);
        // The heading, which wraps where there is no room, ends with a bracket.
        return [.. writer.ToString().Split('\n').SkipWhile(line => !line.TrimEnd().EndsWith(')')).Where(line => line.Length > 0)];
    }
}
