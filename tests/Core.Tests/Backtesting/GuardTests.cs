using Serverless.Core.Backtesting;
using Serverless.Core.Execution;
using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Guards;
using Serverless.Core.Execution.Orders;
using Serverless.Core.Execution.Simulation;
using Serverless.Core.MarketData;

namespace Serverless.Core.Tests.Backtesting;

/// <summary>Guards one by one; <see cref="GuardStreamTests"/> has what must hold whatever is ordered.</summary>
public sealed class GuardTests
{
    private const double Cash = 100_000;
    private static readonly DateTime Start = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly ExecutionCosts Free = new() { CommissionBps = 0, SlippageBps = 0 };

    [Fact]
    public void Run_DrawdownScales_HalvesWhatOpensUntilItIsSmaller()
    {
        var result = Run(
            [100, 100, 80, 80, 80, 80, 110, 110],
            (in Core.Strategies.BarContext context) =>
            {
                var size = context.Bar switch { 0 => 1_000, 2 => -400.0, 3 => 300, 4 => -1_200, 6 => -10, _ => 0 };
                if (size != 0)
                    context.Submit(OrderTicket.Market(size));
            },
            new RunGuards { MaxDrawdown = 0.1, OnDrawdown = GuardResponse.Scale });

        // 1000 − 400 whole + 300 ÷ 2; then 750 are closed whole and of the 450 beyond half is sold short. At 110 the short loses: still scaled.
        Assert.Equal([1_000, -400, 150, -975, -5], result.Fills.Select(fill => fill.Quantity));
        Assert.Equal(
            [
                (2, GuardAction.SizesScaled, 0), (3, GuardAction.OrderCut, 3), (4, GuardAction.OrderCut, 4), (6, GuardAction.OrderCut, 5),
            ],
            result.GuardEvents.Select(action => (action.Bar, action.Action, action.OrderId)));
        Assert.All(result.GuardEvents, action => Assert.Equal((GuardKind.Drawdown, 0.2, 0.1), (action.Guard, Math.Round(action.Value, 9), action.Limit)));
    }

    [Fact]
    public void Run_DailyLossScales_RestoresWithTheNextDay()
    {
        var result = Run(
            [100, 100, 80, 80, 80, 80, 80, 80],
            (in Core.Strategies.BarContext context) => context.Target(context.Bar == 0 ? 1 : 0.5),
            new RunGuards { DailyLoss = 0.1, OnDailyLoss = GuardResponse.Scale, SizeFactor = 0.25 });

        // Six bars of four hours a day: scaled after bar 2, restored with the first bar of the next day.
        Assert.Equal(
            [(2, GuardAction.SizesScaled), (6, GuardAction.SizesRestored)],
            result.GuardEvents.Where(action => action.OrderId == 0).Select(action => (action.Bar, action.Action)));
        Assert.Equal([2, 3, 4, 5], result.GuardEvents.Where(action => action.OrderId != 0).Select(action => action.Bar));
        Assert.Equal([1, 0.5, 0.125, 0.5], result.Orders.Select(order => order.Ticket.Quantity).Where((_, i) => i is 0 or 1 or 3 or 7));
    }

    [Fact]
    public void Run_ScaledToLessThanALot_RefusesTheOrder()
    {
        var result = Run(
            [100, 100, 80, 80, 80],
            (in Core.Strategies.BarContext context) => context.Buy(context.Bar == 0 ? 1_000 : 1),
            new RunGuards { MaxDrawdown = 0.1, OnDrawdown = GuardResponse.Scale },
            new SimulationRules { Instrument = new InstrumentRules { LotSize = 1 } });

        Assert.Equal([GuardAction.SizesScaled, GuardAction.OrderRefused, GuardAction.OrderRefused, GuardAction.OrderRefused], Actions(result));
        Assert.Equal(OrderState.Rejected, result.Orders[^1].State);
    }

    [Fact]
    public void Run_DrawdownHalts_RefusesEveryOrderWithAnEvent()
    {
        var result = Run(
            [100, 100, 80, 80, 80],
            (in Core.Strategies.BarContext context) => context.Buy(context.Bar == 0 ? 1_000 : 1),
            new RunGuards { MaxDrawdown = 0.1 });

        Assert.Equal(
            [(2, GuardAction.Halted, 0), (2, GuardAction.OrderRefused, 4), (3, GuardAction.OrderRefused, 5), (4, GuardAction.OrderRefused, 6)],
            result.GuardEvents.Select(action => (action.Bar, action.Action, action.OrderId)));
        Assert.Null(result.Held);
    }

    [Fact]
    public void Run_MaxPosition_CutsAndSaysSo()
    {
        var result = Run(
            [100, 100, 100, 100, 100, 100],
            (in Core.Strategies.BarContext context) =>
            {
                if (context.Bar < 3)
                    context.Submit(OrderTicket.Market(context.Bar == 2 ? -9 : 2));
                if (context.Bar == 3)
                    context.Target(1);
            },
            rules: Limited(new PositionLimits { MaxPosition = 3 }));

        Assert.Equal([2, 1, -6, 3, 3.0], result.Fills.Select(fill => fill.Quantity));
        Assert.Equal(
            [(2, 4.0, 2), (3, 6, 3), (4, 1_000, 4)],
            result.GuardEvents.Select(action => (action.Bar, action.Value, action.OrderId)));
        Assert.All(result.GuardEvents, action => Assert.Equal((GuardKind.Position, GuardAction.OrderCut, 3), (action.Guard, action.Action, action.Limit)));
    }

    [Fact]
    public void Run_MaxPositionHalts_RefusesWholeAndCloses()
    {
        var result = Run(
            [100, 100, 100, 100, 100],
            (in Core.Strategies.BarContext context) => context.Buy(2),
            rules: Limited(new PositionLimits { MaxPosition = 3, OnPosition = GuardResponse.Halt }));

        Assert.Equal([(1, 2.0), (3, -2)], result.Fills.Select(fill => (fill.Bar, fill.Quantity)));
        Assert.Equal([GuardAction.OrderRefused, GuardAction.Halted], Actions(result)[..2]);
        Assert.All(Actions(result)[2..], action => Assert.Equal(GuardAction.OrderRefused, action));
    }

    [Fact]
    public void Run_MaxLeverage_CutsOrdersAndReducesWhatTheMarketMoved()
    {
        // Twice the equity at 100 leaves 2000 units. At 60 the equity is 20 000: 666.67 units are twice of it at 60, 1 at the open of 60.
        var result = Run(
            [100, 100, 60, 60, 60],
            (in Core.Strategies.BarContext context) =>
            {
                if (context.Bar == 0)
                    context.Buy(5_000);
            },
            rules: Limited(new PositionLimits { MaxLeverage = 2 }));

        Assert.Equal([(1, 2_000.0), (3, -1_333.3333)], result.Fills.Select(fill => (fill.Bar, Math.Round(fill.Quantity, 4))));
        Assert.Equal([(1, GuardAction.OrderCut, 5.0), (2, GuardAction.PositionReduced, 6)], result.GuardEvents.Select(Seen));
        Assert.Equal((OrderRole.Reduction, OrderState.Filled), (result.Orders[^1].Role, result.Orders[^1].State));
    }

    [Fact]
    public void Run_MaxLeverageHalts_ClosesWhatTheMarketMoved()
    {
        var result = Run(
            [100, 100, 90, 90, 90],
            (in Core.Strategies.BarContext context) =>
            {
                if (context.Bar == 0)
                    context.Buy(2_000);
            },
            rules: Limited(new PositionLimits { MaxLeverage = 2, OnLeverage = GuardResponse.Halt }));

        Assert.Equal([(1, 2_000.0), (3, -2_000)], result.Fills.Select(fill => (fill.Bar, fill.Quantity)));
        Assert.Equal([(2, GuardAction.Halted, 2.25)], result.GuardEvents.Select(Seen));
    }

    [Theory]
    [InlineData(LotMethod.AveragePrice)]
    [InlineData(LotMethod.FirstInFirstOut)]
    public void Run_MaxOpenTrades_RefusesFurtherEntriesUntilTheOldestIsClosed(LotMethod lots)
    {
        double[] orders = [2, 2, 2, -1, 2, -1, 2, -9, -1];
        var result = Run(
            [.. Enumerable.Repeat(100.0, 11)],
            (in Core.Strategies.BarContext context) =>
            {
                if (context.Bar < orders.Length)
                    context.Submit(OrderTicket.Market(orders[context.Bar]));
            },
            rules: Limited(new PositionLimits { MaxOpenTrades = 2 }) with { Lots = lots });

        // The third entry is one too many, also while the oldest is closed in part; the second sale closes it, and a turn closes all.
        Assert.Equal([2, 2, -1, -1, 2, -9, -1], result.Fills.Select(fill => fill.Quantity));
        Assert.Equal([(3, GuardAction.OrderRefused, 3.0), (5, GuardAction.OrderRefused, 3)], result.GuardEvents.Select(Seen));
        Assert.All(result.GuardEvents, action => Assert.Equal((GuardKind.OpenTrades, 2), (action.Guard, action.Limit)));
    }

    [Fact]
    public void Run_MaxOpenTrades_CountsPartsOfOneOrderOnceAndNothingThatWaits()
    {
        var result = Run(
            [100, 100, 100, 100, 100, 100],
            (in Core.Strategies.BarContext context) =>
            {
                if (context.Bar == 0)
                    context.Buy(9);
                if (context.Bar < 3)
                    context.Buy(1, 50, OrderType.Limit);
            },
            rules: Limited(new PositionLimits { MaxOpenTrades = 1 }) with { Policy = new() { VolumeParticipation = 0.004 } });

        Assert.Equal([4, 4, 1.0], result.Fills.Select(fill => fill.Quantity));
        Assert.Empty(result.GuardEvents);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void PositionLimits_NotPositive_AreRefused(double value)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new PositionLimits { MaxLeverage = value });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PositionLimits { MaxPosition = value });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PositionLimits { MaxOpenTrades = (int)Math.Min(0, value) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RunGuards { SizeFactor = value });
    }

    private static (int, GuardAction, double) Seen(GuardEvent action) => (action.Bar, action.Action, Math.Round(action.Value, 9));

    private static GuardAction[] Actions(EventBacktestResult result) => [.. result.GuardEvents.Select(action => action.Action)];

    private static SimulationRules Limited(PositionLimits limits) => new() { Limits = limits };

    private static EventBacktestResult Run(
        double[] prices, ScriptedStrategy.Decision decide, RunGuards? guards = null, SimulationRules? rules = null)
    {
        var strategy = new ScriptedStrategy(decide);
        var settings = new EventBacktestSettings
        {
            InitialEquity = Cash,
            Guards = guards ?? RunGuards.None,
            Rules = rules ?? new SimulationRules(),
        };
        var times = prices.Select((_, index) => Start.AddHours(4 * index).Ticks).ToArray();
        var bars = new BarSeries("TEST", Timeframe.H4, times, prices, prices, prices, prices, prices.Select(_ => 1_000.0).ToArray());
        var result = EventBacktester.Run(bars, ref strategy, Free, settings, ..);
        Assert.Null(result.Failure);
        return result;
    }
}
