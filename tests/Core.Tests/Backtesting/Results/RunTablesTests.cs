using Serverless.Core.Backtesting;
using Serverless.Core.Backtesting.Results;
using Serverless.Core.Execution;
using Serverless.Core.Execution.Guards;
using Serverless.Core.Execution.Orders;
using Serverless.Core.Execution.Simulation;
using Serverless.Core.MarketData;
using Serverless.Core.Randomness;
using Serverless.Core.Strategies;
using Serverless.Core.Tests.Strategies;

namespace Serverless.Core.Tests.Backtesting.Results;

public sealed class RunTablesTests
{
    private static readonly BarSeries Bars = RandomBars.Create(new SeededRandom(3), 400);

    [Fact]
    public void Of_Run_HasARowForEveryOrderEventFillTradeAndBar()
    {
        var result = Run();

        var tables = RunTables.Of(Bars, result);

        Assert.Equal(["orders", "events", "fills", "trades", "guards", "log", "equity"], tables.Select(table => table.Name));
        Assert.Equal(
            [result.Orders.Count, result.Events.Count, result.Fills.Count, result.Trades.Count, result.GuardEvents.Count, result.Log.Count, result.Equity.Length],
            tables.Select(table => table.Rows));
        Assert.All(tables, table => Assert.All(table.Columns, column => Assert.Equal(table.Rows, column.Values.Length)));
        Assert.All(tables, table => Assert.True(table.Rows > 10, $"{table.Name} has only {table.Rows} rows."));
    }

    [Fact]
    public void Of_Run_EquityTableAddsUp()
    {
        var result = Run();

        var table = RunTables.Of(Bars, result)[^1];

        var (equity, cash, position) = (Figures(table, "equity"), Figures(table, "cash"), Figures(table, "position"));
        var (exposure, drawdown) = (Figures(table, "exposure"), Figures(table, "drawdown"));
        Assert.Equal(result.Equity, equity);
        for (var i = 0; i < equity.Length; i++)
        {
            var close = Bars.Close[20 + i];
            Assert.Equal(equity[i], cash[i] + (position[i] * close), 6);
            Assert.Equal(position[i] * close / equity[i], exposure[i], 12);
        }

        Assert.Contains(position, units => units == 0);
        Assert.Equal(result.Activity.ExposedBars, position.Count(units => units != 0));
        Assert.Equal(result.Metrics!.MaxDrawdown, drawdown.Max(), 9);
        Assert.Equal(result.Held?.Quantity ?? 0, position[^1], 9);
    }

    [Fact]
    public void Of_FailedRun_HasWhatHappenedBefore()
    {
        var strategy = new ScriptedStrategy((in BarContext context) =>
        {
            if (context.Bar == 50)
                throw new InvalidOperationException("boom");
            context.Target(context.Bar % 4 == 0 ? 1 : 0);
        });
        var result = EventBacktester.Run(Bars, ref strategy, new ExecutionCosts(), new EventBacktestSettings(), ..);

        var tables = RunTables.Of(Bars, result);

        Assert.NotNull(result.Failure);
        Assert.Equal(50, tables[^1].Rows);
        Assert.True(tables[2].Rows > 5);
    }

    [Fact]
    public void Hash_SameRun_IsTheSameAndAnyOtherValueIsAnother()
    {
        var hash = ResultHash.Of(RunTables.Of(Bars, Run()));

        Assert.Equal(hash, ResultHash.Of(RunTables.Of(Bars, Run())));
        Assert.Matches("^[0-9a-f]{64}$", hash);
        Assert.NotEqual(hash, ResultHash.Of(RunTables.Of(Bars, Run(commission: 4.0000001))));
    }

    [Fact]
    public void Hash_EveryType_IsPinned()
    {
        ResultTable table = new(
            "t",
            [
                ResultColumn.Of("a", [1.5, double.NaN]),
                ResultColumn.Of("b", (double?[])[null, -0.0]),
                ResultColumn.Of("c", [7, -1]),
                ResultColumn.Of("d", [true, false]),
                ResultColumn.Of("e", ["x", "é"]),
                ResultColumn.Of("f", [DateTime.UnixEpoch, DateTime.UnixEpoch.AddHours(1)]),
            ]);

        // Pinned: recorded run hashes depend on it. Made with hashlib of Python from the description.
        Assert.Equal("e069deed509c8b63d3fe2b8aa2c8028243f98efb89ae261f11d406acb0ab96bc", ResultHash.Of([table]));
    }

    private static EventBacktestResult Run(double commission = 4)
    {
        var strategy = new ScriptedStrategy((in BarContext context) =>
        {
            if (context.Bar % 9 == 0)
                context.Submit(OrderTicket.Limit(3, context.Price * 0.999) with { Bracket = new Bracket(context.Price * 0.95, context.Price * 1.05) });
            if (context.Bar % 17 == 0)
                context.Sell(2);
            if (context.Bar % 11 == 0)
                context.Log.Info($"close {context.Price}");
            if (context.Bar % 40 == 0)
                context.Flatten();
        });
        var settings = new EventBacktestSettings { Rules = new SimulationRules { Limits = new PositionLimits { MaxPosition = 4 } } };
        return EventBacktester.Run(Bars, ref strategy, new ExecutionCosts { CommissionBps = commission }, settings, 20..);
    }

    private static double[] Figures(ResultTable table, string name) =>
        Assert.IsType<double[]>(table.Columns.Single(column => column.Name == name).Values);
}
