using FsCheck;
using FsCheck.Fluent;
using Serverless.Core.Backtesting;
using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Costs;
using Serverless.Core.Execution.Guards;
using Serverless.Core.Execution.Matching;
using Serverless.Core.Execution.Orders;
using Serverless.Core.Execution.Simulation;
using Serverless.Core.MarketData;
using Serverless.Core.Randomness;
using Serverless.Core.Tests.Strategies;

namespace Serverless.Core.Tests.Backtesting;

/// <summary>
/// No limit is exceeded but by the move of the price since the last look, and nothing a guard does goes without its event. Exactly: every
/// fill leaves position and entries within their limits, and one that adds leaves exposure ÷ equity at its quote within the leverage; every
/// close above the leverage has an event or an order that reduces already, and the first trade after it, at the open, is within again.
/// </summary>
public sealed class GuardStreamTests
{
    private const double Cash = 10_000;

    [Fact]
    public void Run_AnyOrders_KeepsPositionsWithinTheirLimits()
    {
        var (cuts, reductions) = (0, 0);
        Prop.ForAll(Runs(), run =>
        {
            var result = run.Execute();
            var (limits, bars) = (run.Limits, run.Bars);
            double cash = Cash, position = 0;
            var entries = new List<(int Order, double Quantity)>();
            foreach (var fill in result.Fills)
            {
                var before = position;
                cash -= (fill.Quantity * fill.Price) + fill.Commission;
                position += fill.Quantity;
                Follow(entries, fill, Math.Abs(position) < 1e-9);
                var adds = Math.Abs(position) > Math.Abs(before) || position * before < 0;
                var leverage = Math.Abs(position) * fill.Quote / (cash + (position * fill.Quote));
                Assert.True(Math.Abs(position) <= (limits.MaxPosition ?? double.MaxValue) * (1 + 1e-6), "The position is too large.");
                Assert.True(entries.Count <= (limits.MaxOpenTrades ?? int.MaxValue), "There are too many entries.");
                var reduced = fill.Role == OrderRole.Reduction && run.Policy.VolumeParticipation is null;
                if ((adds && Math.Abs(position) > 1e-9) || reduced)
                    Assert.True(leverage <= (limits.MaxLeverage ?? double.MaxValue) * (1 + 1e-6), $"A leverage of {leverage} after a fill.");
            }

            AssertCloses(result, run);
            cuts += result.GuardEvents.Count(action => action.Action == GuardAction.OrderCut);
            reductions += result.GuardEvents.Count(action => action.Action == GuardAction.PositionReduced);
        }).QuickCheckThrowOnFailure();
        Assert.True(cuts > 50 && reductions > 10, $"Only {cuts} cuts and {reductions} reductions were seen.");
    }

    [Fact]
    public void Run_AnyOrders_LeavesAnEventForEveryAction()
    {
        var halts = 0;
        Prop.ForAll(Runs(), run =>
        {
            var result = run.Execute();
            var byOrder = result.GuardEvents.Where(action => action.OrderId != 0).ToLookup(action => action.OrderId);
            var halted = result.GuardEvents.Where(action => action.Action == GuardAction.Halted).Select(action => action.Bar).ToHashSet();
            halts += halted.Count;
            Assert.All(result.Events.Where(change => change.Reason == OrderReason.Guard), change => Assert.True(
                byOrder.Contains(change.OrderId) || halted.Contains(change.Bar), $"Order {change.OrderId} was ended without an event."));
            Assert.All(result.Orders.Where(order => order.Role == OrderRole.Reduction), order =>
                Assert.Equal(GuardAction.PositionReduced, byOrder[order.Id].First().Action));
            Assert.All(result.Orders.Where(order => order.Role == OrderRole.Guard), order => Assert.Contains(order.SubmittedBar, halted));
            Assert.All(result.GuardEvents, action => Assert.True(action.Value >= action.Limit, $"{action} was within its limit."));
            AssertNothingOpensWhileHalted(result);
        }).QuickCheckThrowOnFailure();
        Assert.True(halts > 20, $"Only {halts} halts were seen.");
    }

    [Fact]
    public void Run_LimitsOutOfReach_ChangesNoBit() => Prop.ForAll(Runs(), run =>
    {
        var free = run with { Limits = PositionLimits.None, Guards = RunGuards.None };
        var far = free with { Limits = new PositionLimits { MaxPosition = 1e9, MaxLeverage = 1e9, MaxOpenTrades = 1_000_000 } };
        var (one, other) = (free.Execute(), far.Execute());

        Assert.Equal(one.Equity, other.Equity);
        Assert.Equal(one.Events, other.Events);
        Assert.Empty(other.GuardEvents);
    }).QuickCheckThrowOnFailure();

    private static void AssertCloses(EventBacktestResult result, GuardedRun run)
    {
        if (run.Limits.MaxLeverage is not { } most)
            return;
        var fill = 0;
        var position = 0.0;
        var isHalted = false;
        for (var bar = 0; bar < result.Equity.Length; bar++)
        {
            for (; fill < result.Fills.Count && result.Fills[fill].Bar <= bar; fill++)
                position += result.Fills[fill].Quantity;
            var acted = result.GuardEvents.Any(action => action.Bar == bar && action.Guard == GuardKind.Leverage);
            isHalted |= result.GuardEvents.Any(action => action.Bar == bar && action.Action == GuardAction.Halted);
            var waits = result.Orders.Any(order => order.Role == OrderRole.Reduction && order.SubmittedBar < bar
                && result.Events.Last(change => change.OrderId == order.Id && change.Bar <= bar).To < OrderState.Filled);
            if (Math.Abs(position) * run.Bars.Close[bar] > most * result.Equity[bar] * (1 + 1e-6))
                Assert.True(acted || waits || isHalted, $"The leverage at the close of bar {bar} went unseen.");
        }
    }

    // Between a halt and the next order that is taken again, only what closes the position trades.
    private static void AssertNothingOpensWhileHalted(EventBacktestResult result)
    {
        var halt = int.MaxValue;
        var action = 0;
        for (var bar = 0; bar < result.Equity.Length; bar++)
        {
            Assert.All(result.Fills.Where(fill => fill.Bar == bar && bar > halt), fill => Assert.Equal(OrderRole.Guard, fill.Role));
            for (; action < result.GuardEvents.Count && result.GuardEvents[action].Bar == bar; action++)
            {
                halt = result.GuardEvents[action].Action switch
                {
                    GuardAction.Halted => Math.Min(halt, bar),
                    GuardAction.Resumed => int.MaxValue,
                    _ => halt,
                };
            }
        }
    }

    private static void Follow(List<(int Order, double Quantity)> entries, OrderFill fill, bool isFlat)
    {
        var rest = fill.Quantity;
        while (entries.Count > 0 && entries[0].Quantity * rest < 0 && Math.Abs(rest) > 1e-12)
        {
            var closed = Math.Min(Math.Abs(entries[0].Quantity), Math.Abs(rest)) * Math.Sign(rest);
            entries[0] = (entries[0].Order, entries[0].Quantity + closed);
            rest -= closed;
            if (Math.Abs(entries[0].Quantity) < 1e-12)
                entries.RemoveAt(0);
        }

        if (Math.Abs(rest) > 1e-12 && (entries.Count == 0 || entries[^1].Order != fill.OrderId))
            entries.Add((fill.OrderId, 0));
        if (Math.Abs(rest) > 1e-12)
            entries[^1] = (fill.OrderId, entries[^1].Quantity + rest);
        if (isFlat)
            entries.Clear();
    }

    private static Arbitrary<GuardedRun> Runs() => (
        from seed in Gen.Choose(0, int.MaxValue - 1)
        from path in Gen.Elements(Enum.GetValues<IntrabarPath>())
        from latency in Gen.Choose(0, 1)
        from volume in Gen.Elements<double?>(null, null, 0.5)
        from lot in Gen.Elements(0, 0.01)
        from response in Gen.Elements(Enum.GetValues<GuardResponse>())
        from limits in Gen.Elements(
            new PositionLimits { MaxPosition = 1.5 },
            new PositionLimits { MaxOpenTrades = 2 },
            new PositionLimits { MaxLeverage = 0.02 },
            new PositionLimits { MaxLeverage = 0.02, MaxPosition = 1.5, MaxOpenTrades = 3 },
            PositionLimits.None)
        from guards in Gen.Elements(
            RunGuards.None, new RunGuards { MaxDrawdown = 0.002 }, new RunGuards { DailyLoss = 0.001 },
            new RunGuards { MaxDrawdown = 0.002, DailyLoss = 0.0005, OnDrawdown = GuardResponse.Scale, OnDailyLoss = GuardResponse.Scale })
        select new GuardedRun(
            seed,
            RandomBars.Create(new SeededRandom(seed), 120),
            new ExecutionPolicy { IntrabarPath = path, LatencyBars = latency, VolumeParticipation = volume },
            limits with { OnLeverage = response, OnPosition = response, OnOpenTrades = response },
            guards,
            lot)).ToArbitrary();

    private sealed record GuardedRun(
        int Seed, BarSeries Bars, ExecutionPolicy Policy, PositionLimits Limits, RunGuards Guards, double Lot)
    {
        public EventBacktestResult Execute()
        {
            var strategy = new ScriptedStrategy(RandomOrders.Of(new SeededRandom(Seed).Fork("orders")));
            var settings = new EventBacktestSettings
            {
                InitialEquity = Cash,
                Guards = Guards,
                Rules = new SimulationRules
                {
                    Policy = Policy,
                    Limits = Limits,
                    // Sizes of the stream are no multiples: what is rejected for it is not what this is about.
                    Instrument = new InstrumentRules { LotSize = Lot },
                },
            };
            var result = EventBacktester.Run(Bars, ref strategy, new BasisPointCommission(5), new BasisPointSlippage(3), settings, ..);
            Assert.Null(result.Failure);
            return result;
        }
    }
}
