using Serverless.Core.Backtesting;
using Serverless.Core.Execution;
using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Costs;
using Serverless.Core.Execution.Matching;
using Serverless.Core.Execution.Orders;
using Serverless.Core.Execution.Simulation;
using Serverless.Core.MarketData;
using Serverless.Core.Randomness;
using Serverless.Core.Tests.Strategies;

namespace Serverless.Core.Tests.Backtesting;

public sealed class EventBacktesterTests
{
    private static readonly DateTime Start = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly ExecutionCosts Free = new() { CommissionBps = 0, SlippageBps = 0 };

    [Fact]
    public void OnBar_AnyBar_SeesColumnsThatEndThere()
    {
        var bars = RandomBars.Create(new SeededRandom(1), 50);
        var seen = 0;
        var strategy = new ScriptedStrategy(
            (in Core.Strategies.BarContext context) =>
            {
                Assert.Equal(9 + seen++, context.Bar);
                Assert.Equal(context.Bar + 1, context.Close.Length);
                Assert.Equal(context.Bar + 1, context.OpenTicks.Length);
                Assert.Equal(bars.Close[context.Bar], context.Price);
            },
            warmUp: 10);

        var result = EventBacktester.Run(bars, ref strategy, Free, new EventBacktestSettings(), ..);

        Assert.Null(result.Failure);
        Assert.Equal(41, seen);
        Assert.True(strategy.HasFinished);
    }

    [Fact]
    public void OnBar_Throws_FailsTheRunWithBarAndReason()
    {
        var result = Run(Flat(5), (in Core.Strategies.BarContext context) =>
        {
            if (context.Bar == 3)
                throw new InvalidOperationException("no idea");
        });

        Assert.Equal("2024-01-01 12:00Z: InvalidOperationException: no idea", result.Failure!.ToString());
        Assert.Equal(3, result.Equity.Length);
        Assert.Null(result.Metrics);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1)]
    public void Buy_SizeThatIsNone_FailsTheRunAndSaysWhich(double size)
    {
        var result = Run(Flat(5), (in Core.Strategies.BarContext context) => context.Buy(size));

        Assert.Contains($"asked for a size of {size}", result.Failure!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Submit_TargetWithExits_FailsTheRunAndSaysWhy()
    {
        var result = Run(Flat(5), (in Core.Strategies.BarContext context) =>
            context.Submit(OrderTicket.Target(1) with { Bracket = new Bracket(90, 110) }));

        Assert.Contains("a target that is not a market order alone", result.Failure!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Submit_LimitOrder_TellsEveryTransition()
    {
        var strategy = new ScriptedStrategy((in Core.Strategies.BarContext context) =>
        {
            if (context.Bar == 0)
                context.Buy(2, 95, OrderType.Limit);
            if (context.Bar == 2)
                context.Flatten();
        });
        var bars = Bars((100, 100, 100, 100), (100, 101, 94, 100), (100, 101, 99, 100), (104, 104, 104, 104));

        var result = EventBacktester.Run(bars, ref strategy, Free, new EventBacktestSettings(), ..);

        Assert.Equal(
            [
                (0, 1, OrderState.New), (1, 1, OrderState.Active), (1, 1, OrderState.Filled),
                (2, 2, OrderState.New), (3, 2, OrderState.Active), (3, 2, OrderState.Filled),
            ],
            strategy.Heard.Select(change => (change.Bar, change.OrderId, change.To)));
        Assert.Equal(result.Events, strategy.Heard);
        var trade = Assert.Single(strategy.Trades);
        Assert.Equal((95, 104, 18), (trade.EntryPrice, trade.ExitPrice, trade.NetProfit));
        Assert.Equal((OrderType.Limit, OrderType.Market, 2), (trade.Entry.Type, trade.Exit.Type, trade.BarsHeld));
    }

    [Fact]
    public void Run_StopAndTargetInOneBar_TakesTheWorseAndReportsTheDependence()
    {
        var bars = Bars((100, 100, 100, 100), (100, 101, 99, 100), (100, 108, 92, 101), (101, 102, 100, 101));
        void Decide(in Core.Strategies.BarContext context)
        {
            if (context.Bar == 0)
                context.Submit(OrderTicket.Market(10) with { Bracket = new Bracket(95, 105) });
        }

        var worst = Run(bars, Decide);
        var best = Run(bars, Decide, new ExecutionPolicy { IntrabarPath = IntrabarPath.Optimistic });
        var high = Run(bars, Decide, new ExecutionPolicy { IntrabarPath = IntrabarPath.OpenHighLowClose });
        var low = Run(bars, Decide, new ExecutionPolicy { IntrabarPath = IntrabarPath.OpenLowHighClose });

        Assert.Equal((-50, 50, 50, -50), (Profit(worst), Profit(best), Profit(high), Profit(low)));
        Assert.Equal(new PathDependence(1, 1, 1, -50, 1), worst.PathDependence);
        Assert.Equal([false, true], worst.Fills.Select(fill => fill.DependsOnPath));
        Assert.Equal(OrderRole.StopLoss, worst.Trades[0].Exit.Role);
        Assert.Equal(OrderRole.TakeProfit, best.Trades[0].Exit.Role);
        Assert.Contains(worst.Events, change => change.Reason == OrderReason.OneCancelsOther);
    }

    [Fact]
    public void Run_LimitEntryAndTargetThatBothPathsReach_DoesNotDependOnThePath()
    {
        var bars = Bars((100, 100, 100, 100), (98, 101, 96, 100), (100, 100, 100, 100));

        var result = Run(bars, (in Core.Strategies.BarContext context) =>
        {
            if (context.Bar == 0)
                context.Submit(OrderTicket.Limit(10, 97) with { Bracket = new Bracket(90, 99) });
        });

        Assert.Equal(20, Profit(result));
        Assert.Equal(default, result.PathDependence);
    }

    [Fact]
    public void Run_VolumeParticipation_FillsInPartsAndExitsFollow()
    {
        var bars = Bars((100, 100, 100, 100), (100, 101, 99, 100), (102, 103, 101, 102), (104, 104, 104, 104), (90, 90, 90, 90), (80, 80, 80, 80));
        var policy = new ExecutionPolicy { VolumeParticipation = 0.004 };

        var result = Run(bars, (in Core.Strategies.BarContext context) =>
        {
            if (context.Bar == 0)
                context.Submit(OrderTicket.Market(10) with { Bracket = new Bracket(95, 0) });
        }, policy);

        // 0.4 % of a volume of 1000 are 4 units a bar, into the position and out of it.
        Assert.Equal([(1, 4.0, 100.0), (2, 4, 102), (3, 2, 104), (4, -4, 90), (5, -4, 80)], result.Fills.Select(Short));
        Assert.Equal(OrderState.Filled, result.Orders[0].State);
        Assert.Equal((OrderState.PartiallyFilled, -2), (result.Orders[1].State, result.Orders[1].Remaining));
        Assert.Equal(2, result.Held!.Value.Quantity);
    }

    [Theory]
    [InlineData(TimeInForce.ImmediateOrCancel, OrderState.Cancelled, 4)]
    [InlineData(TimeInForce.FillOrKill, OrderState.Cancelled, 0)]
    [InlineData(TimeInForce.GoodTilCancelled, OrderState.Filled, 10)]
    public void Run_TooLargeForTheBar_FollowsTheTimeInForce(TimeInForce timeInForce, OrderState state, double filled)
    {
        var result = Run(
            Flat(6),
            (in Core.Strategies.BarContext context) =>
            {
                if (context.Bar == 0)
                    context.Buy(10, timeInForce: timeInForce);
            },
            new ExecutionPolicy { VolumeParticipation = 0.004 });

        Assert.Equal((state, filled), (result.Orders[0].State, result.Orders[0].Filled));
    }

    [Fact]
    public void Run_DayAndDatedOrders_ExpireAtTheFirstBarTooLate()
    {
        // Four-hour bars: the order of the close at 08:00 works until 24:00.
        var result = Run(Flat(10), (in Core.Strategies.BarContext context) =>
        {
            if (context.Bar != 1)
                return;
            context.Buy(1, 50, OrderType.Limit, TimeInForce.Day);
            context.Submit(OrderTicket.Limit(1, 50) with { TimeInForce = TimeInForce.GoodTilDate, GoodTil = Start.AddHours(16) });
        });

        var expired = result.Events.Where(change => change.To == OrderState.Expired);
        Assert.Equal([(4, 2), (6, 1)], expired.Select(change => (change.Bar, change.OrderId)));
    }

    [Fact]
    public void Run_Latency_ArrivesLater()
    {
        var bars = Bars((100, 100, 100, 100), (101, 101, 101, 101), (102, 102, 102, 102), (103, 103, 103, 103));

        var result = Run(bars, BuyAtFirst, new ExecutionPolicy { LatencyBars = 2 });

        Assert.Equal([(3, 1.0, 103.0)], result.Fills.Select(Short));
    }

    [Fact]
    public void Submit_AgainstTheRulesOfTheVenue_IsRejectedWithTheReason()
    {
        var rules = new SimulationRules { Instrument = new InstrumentRules { LotSize = 0.1, TickSize = 0.5, MinNotional = 50 } };
        var result = Run(
            Flat(3),
            (in Core.Strategies.BarContext context) =>
            {
                if (context.Bar != 0)
                    return;
                context.Buy(0.25);
                context.Buy(1, 99.3, OrderType.Limit);
                context.Buy(0.4);
                context.Buy(1, 101, OrderType.Stop, TimeInForce.FillOrKill);
                context.Buy(0.3 + 0.4);
            },
            rules);

        Assert.Equal(
            [OrderReason.LotSize, OrderReason.TickSize, OrderReason.MinNotional, OrderReason.Unsupported],
            result.Events.Where(change => change.To == OrderState.Rejected).Select(change => change.Reason));
        Assert.Equal([0.7], result.Fills.Select(fill => Math.Round(fill.Quantity, 9)));
    }

    [Fact]
    public void Run_TrailingStop_LocksInTheGain()
    {
        var bars = Bars((100, 100, 100, 100), (100, 100, 100, 100), (103, 110, 103, 109), (109, 109, 90, 95));

        var result = Run(bars, (in Core.Strategies.BarContext context) =>
        {
            if (context.Bar == 0)
                context.Buy(1);
            if (context.Bar == 1)
                context.Submit(OrderTicket.TrailingStop(-1, 8) with { ReduceOnly = true });
        });

        Assert.Equal([(1, 1.0, 100.0), (3, -1, 102)], result.Fills.Select(Short));
        Assert.Equal(OrderType.TrailingStop, result.Trades[0].Exit.Type);
    }

    [Fact]
    public void Run_IsolatedMargin_LiquidatesAtTheMaintenanceLevel()
    {
        var margin = new MarginRules { Leverage = 10, MaintenanceRate = 0.05 };
        var bars = Bars((100, 100, 100, 100), (100, 100, 100, 100), (99, 99, 90, 92), (95, 95, 95, 95));

        var result = Run(bars, BuyAtFirst, new SimulationRules { Margin = margin });

        // Posted 10 a unit: 10 + (p − 100) = 0.05 p at 94.73….
        Assert.Equal(90 / 0.95, margin.LiquidationPrice(1, 100), 12);
        Assert.Equal(110 / 1.05, margin.LiquidationPrice(-1, 100), 12);
        Assert.Equal(OrderRole.Liquidation, result.Trades[0].Exit.Role);
        Assert.Equal((2, 90 / 0.95), (result.Trades[0].Exit.Bar, result.Trades[0].ExitPrice));
        Assert.Null(result.Held);
    }

    [Fact]
    public void Run_MaxPosition_TradesWhatFits()
    {
        var result = Run(
            Flat(7),
            (in Core.Strategies.BarContext context) =>
            {
                if (context.Bar < 4)
                    context.Submit(OrderTicket.Market(context.Bar == 3 ? -9 : 2));
                if (context.Bar == 5)
                    context.Target(1);
            },
            new SimulationRules { Margin = new MarginRules { MaxPosition = 3 } });

        Assert.Equal([2, 1, -6, 3, 3.0], result.Fills.Select(fill => fill.Quantity));
        Assert.Equal(
            [OrderState.Filled, OrderState.Cancelled, OrderState.Rejected, OrderState.Cancelled, OrderState.Filled],
            result.Orders.Select(order => order.State));
        Assert.Equal(3, result.Events.Count(change => change.Reason == OrderReason.Guard));
    }

    [Fact]
    public void Run_Funding_IsPaidByTheLongAtTheOpenOnlyWhileHeld()
    {
        var schedule = new FundingSchedule(
            [Start.AddHours(4).Ticks, Start.AddHours(8).Ticks, Start.AddHours(10).Ticks, Start.AddHours(30).Ticks], [0.5, 0.01, -0.02, 1]);
        var bars = Bars((100, 100, 100, 100), (100, 110, 100, 110), (120, 130, 120, 130), (130, 130, 130, 130));

        var result = Run(bars, BuyAtFirst, new SimulationRules { Funding = schedule });

        // Bought at 04:00, after the payment; at 08:00 1 % of 120; at 10:00 −2 % of the close before.
        Assert.Equal(1.2 - 2.6, result.Costs.Funding, 9);
        Assert.Equal(100_000 + 30 - 1.2 + 2.6, result.Equity[^1], 9);
    }

    [Fact]
    public void Run_Borrow_IsChargedForTheTimeSoldShort()
    {
        var result = Run(
            Flat(4),
            (in Core.Strategies.BarContext context) =>
            {
                if (context.Bar == 0)
                    context.Sell(10);
            },
            new SimulationRules { BorrowRate = 0.365 });

        Assert.Equal(2 * 1_000 * 0.001 * 4 / 24, result.Costs.Borrow, 9);
    }

    [Fact]
    public void Run_Guards_WithdrawCloseAndRefuse()
    {
        var bars = Bars([(100, 100, 100, 100), (100, 100, 100, 100), .. Enumerable.Repeat((80.0, 80.0, 80.0, 80.0), 6)]);
        EventBacktestResult Guarded(RunGuards guards)
        {
            var strategy = new ScriptedStrategy((in Core.Strategies.BarContext context) => context.Buy(300));
            return EventBacktester.Run(bars, ref strategy, Free, new EventBacktestSettings { Guards = guards }, ..4);
        }

        var halted = Guarded(new RunGuards { MaxDrawdown = 0.05 });
        Assert.Equal([(1, 300.0), (2, 300), (3, -600)], halted.Fills.Select(fill => (fill.Bar, fill.Quantity)));
        Assert.Equal(OrderRole.Guard, halted.Trades[0].Exit.Role);
        Assert.Equal(OrderReason.Guard, halted.Events[^1].Reason);
        Assert.Equal(3, Guarded(new RunGuards { MaxDrawdown = 0.5 }).Fills.Count);
    }

    [Fact]
    public void Run_DailyLoss_StopsUntilTheNextDay()
    {
        var strategy = new ScriptedStrategy((in Core.Strategies.BarContext context) => context.Buy(context.Bar == 0 ? 300 : 1));
        var bars = Bars([(100, 100, 100, 100), (100, 100, 100, 80), .. Enumerable.Repeat((80.0, 80.0, 80.0, 80.0), 7)]);

        var result = EventBacktester.Run(
            bars, ref strategy, Free, new EventBacktestSettings { Guards = new RunGuards { DailyLoss = 0.05 } }, ..);

        // Lost on bar 1, closed on bar 2; the day ends with bar 5, and what is ordered at the close of bar 6 trades again.
        Assert.Equal([(1, 300.0), (2, -300), (7, 1), (8, 1)], result.Fills.Select(fill => (fill.Bar, fill.Quantity)));
    }

    [Fact]
    public void Run_TenTimesTheBars_AllocatesNothingPerBar()
    {
        long Allocated(int count)
        {
            var bars = RandomBars.Create(new SeededRandom(1), count);
            void Once()
            {
                // Resting orders, a trailing stop that moves and a few trades: the work of a bar, the same number of orders in both.
                var strategy = new ScriptedStrategy((in Core.Strategies.BarContext context) =>
                {
                    if (context.Bar == 5)
                    {
                        context.Submit(OrderTicket.Market(1) with { Bracket = new Bracket(0.001, 1e9) });
                        context.Submit(OrderTicket.TrailingStop(-1, 1e6));
                        context.Submit(OrderTicket.StopLimit(1, 1e9, 1e9));
                    }
                });
                Assert.Null(EventBacktester.Run(bars, ref strategy, Free, new EventBacktestSettings(), ..).Failure);
            }

            Once();
            var before = GC.GetAllocatedBytesForCurrentThread();
            Once();
            // The columns of the result: time and equity.
            return GC.GetAllocatedBytesForCurrentThread() - before - (2 * 8 * count);
        }

        // Less than a byte for each of the further bars: what the runtime allocates for itself now and then is not the run's.
        Assert.InRange(Allocated(10_000) - Allocated(1_000), long.MinValue, 5_000);
    }

    [Fact]
    public void Size_Helpers_AreTheirFormulas()
    {
        var sizes = new List<double>();
        var rules = new SimulationRules { Instrument = new InstrumentRules { LotSize = 0.1 } };
        Run(
            Flat(2),
            (in Core.Strategies.BarContext context) => sizes.AddRange(
            [
                context.Size.Fixed(1.27), context.Size.PercentOfEquity(0.5), context.Size.Risk(0.01, 3), context.Size.AverageRange(0.01, 2, 2),
                context.Size.VolatilityTarget(0.1, 0.4, 1), context.Size.VolatilityTarget(0.1, 0.01, 2),
                context.Size.Risk(0.01, double.NaN), context.Size.Risk(0.01, 0),
            ]),
            rules);

        Assert.Equal([1.2, 500, 333.3, 250, 250, 2000, 0, 0], sizes.Take(8).Select(size => Math.Round(size, 9)));
    }

    private static void BuyAtFirst(in Core.Strategies.BarContext context)
    {
        if (context.Bar == 0)
            context.Buy(1);
    }

    private static (int, double, double) Short(OrderFill fill) => (fill.Bar, fill.Quantity, fill.Price);

    private static double Profit(EventBacktestResult result) => Math.Round(result.Equity[^1] - 100_000, 9);

    private static EventBacktestResult Run(BarSeries bars, ScriptedStrategy.Decision decide, ExecutionPolicy policy) =>
        Run(bars, decide, new SimulationRules { Policy = policy });

    private static EventBacktestResult Run(BarSeries bars, ScriptedStrategy.Decision decide, SimulationRules? rules = null)
    {
        var strategy = new ScriptedStrategy(decide);
        return EventBacktester.Run(bars, ref strategy, Free, new EventBacktestSettings { Rules = rules ?? new SimulationRules() }, ..);
    }

    private static BarSeries Flat(int count) => Bars([.. Enumerable.Repeat((100.0, 100.0, 100.0, 100.0), count)]);

    private static BarSeries Bars(params (double Open, double High, double Low, double Close)[] bars) => new(
        "TEST",
        Timeframe.H4,
        bars.Select((_, index) => Start.AddHours(4 * index).Ticks).ToArray(),
        bars.Select(bar => bar.Open).ToArray(),
        bars.Select(bar => bar.High).ToArray(),
        bars.Select(bar => bar.Low).ToArray(),
        bars.Select(bar => bar.Close).ToArray(),
        bars.Select(_ => 1_000.0).ToArray());
}
