using FsCheck;
using FsCheck.Fluent;
using Serverless.Core.Backtesting;
using Serverless.Core.Execution;
using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Costs;
using Serverless.Core.Execution.Matching;
using Serverless.Core.Execution.Orders;
using Serverless.Core.Execution.Simulation;
using Serverless.Core.MarketData;
using Serverless.Core.Randomness;
using Serverless.Core.Strategies;
using Serverless.Core.Tests.Strategies;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.Backtesting;

/// <summary>Latency in milliseconds: where on the path of a bar an order arrives, and that it never trades before.</summary>
public sealed class LatencyTests
{
    private const double FourHours = 4 * 3_600_000.0;
    private static readonly DateTime Start = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly ExecutionCosts Free = new() { CommissionBps = 0, SlippageBps = 0 };

    [Theory]
    [InlineData(0, 100)]
    [InlineData(1 / 6.0, 106)] // Half of the leg from 100 to 112.
    [InlineData(1 / 3.0, 112)]
    [InlineData(1 / 2.0, 101)] // Half of the leg from 112 to 90.
    [InlineData(3 / 4.0, 93)] // A quarter of the leg from 90 to 102.
    [InlineData(1.0, 103)]
    [InlineData(1.5, 103)]
    public void Run_MarketOrder_TradesWhereThePriceIsWhenItArrives(double share, double price)
    {
        var bars = Bars((100, 100, 100, 100), (100, 112, 90, 102), (103, 103, 103, 103));

        var result = Run(bars, share * FourHours, (in BarContext context) => BuyAtFirst(context, OrderTicket.Market(1)));

        var fill = Assert.Single(result.Fills);
        Assert.Equal(price, fill.Quote, 9);
        Assert.Equal((share < 1 ? 1 : 2, share is 0 or 1 ? FillMoment.Open : FillMoment.Within), (fill.Bar, fill.Moment));
    }

    [Fact]
    public void Run_ArrivesWithinTheBar_TakesTheWorseOfBothWays()
    {
        var bars = Bars((100, 100, 100, 100), (100, 112, 90, 102));

        var result = Run(bars, FourHours / 6, (in BarContext context) => BuyAtFirst(context, OrderTicket.Market(1)), IntrabarPath.WorstCase);

        // 106 on the way up, 95 on the way down.
        Assert.Equal((106, true), (result.Fills[0].Quote, result.Fills[0].DependsOnPath));
        Assert.Equal(1, result.PathDependence.AmbiguousBars);
    }

    [Fact]
    public void Run_LimitOrders_SeeOnlyTheRestOfThePath()
    {
        var bars = Bars((100, 100, 100, 100), (100, 112, 90, 102), (103, 103, 103, 103));

        // Arrives at 101 on the way down: the high is past, 95 is to come, and 104 has been reached by nobody yet.
        var result = Run(bars, FourHours / 2, (in BarContext context) =>
        {
            BuyAtFirst(context, OrderTicket.Limit(-1, 110));
            BuyAtFirst(context, OrderTicket.Limit(1, 95));
            BuyAtFirst(context, OrderTicket.Limit(1, 104));
            BuyAtFirst(context, OrderTicket.Stop(1, 101.5));
            BuyAtFirst(context, OrderTicket.Limit(1, 95) with { TimeInForce = TimeInForce.ImmediateOrCancel });
            BuyAtFirst(context, OrderTicket.Limit(1, 102) with { TimeInForce = TimeInForce.ImmediateOrCancel });
        });

        Assert.Equal([(3, 101.0), (6, 101), (2, 95), (4, 101.5)], result.Fills.Select(fill => (fill.OrderId, Math.Round(fill.Quote, 9))));
        Assert.Equal([OrderState.Active, OrderState.Cancelled], new[] { result.Orders[0].State, result.Orders[4].State });
    }

    [Fact]
    public void Run_TrailingStop_FollowsFromItsArrivalOn()
    {
        var bars = Bars((100, 100, 100, 100), (100, 112, 100, 102), (103, 103, 96, 103));

        // From the high of 112 a stop at 8 would be hit at 104; one that arrives at 101 on the way to the close follows to 102 and is hit at 94.
        var result = Run(bars, FourHours * 5 / 6, (in BarContext context) => BuyAtFirst(context, OrderTicket.TrailingStop(-1, 8)));

        Assert.Empty(result.Fills);
        Assert.Equal(95, Assert.Single(result.Orders).StopPrice, 9);
    }

    [Fact]
    public void Run_WholeBarOfMilliseconds_IsABarOfLatency() => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
    {
        var bars = Contiguous(RandomBars.Create(new SeededRandom(seed), 120));
        EventBacktestResult With(ExecutionPolicy policy) => Execute(bars, seed, policy);

        var byTime = With(new ExecutionPolicy { Latency = new OrderLatency { Milliseconds = FourHours } });
        var byBars = With(new ExecutionPolicy { LatencyBars = 1 });

        Assert.Equal(byBars.Equity, byTime.Equity);
        Assert.Equal(byBars.Events, byTime.Events);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Run_AnyOrders_NeverTradeBeforeTheyArrive()
    {
        var within = 0;
        Prop.ForAll(Latencies(), run =>
        {
            var bars = RandomBars.Create(new SeededRandom(run.Seed), 120);
            var policy = new ExecutionPolicy { Latency = run.Latency, IntrabarPath = run.Path };
            var result = Execute(bars, run.Seed, policy);
            var length = Timeframe.H4.Length().Ticks;
            foreach (var fill in result.Fills)
            {
                var order = result.Orders[fill.OrderId - 1];
                if (order.Role is not OrderRole.Decision)
                    continue;
                var arrival = bars.OpenTicks[order.SubmittedBar] + length + run.Latency.DelayOf(order.Id);
                Assert.True(bars.OpenTicks[fill.Bar] + length > arrival, "It traded in a bar that was over.");
                if (bars.OpenTicks[fill.Bar] >= arrival)
                    continue;
                within++;
                var share = (arrival - bars.OpenTicks[fill.Bar]) / (double)length;
                var bar = bars[fill.Bar];
                var ways = new[] { new BarPath(bar.Open, bar.High, bar.Low, bar.Close), new BarPath(bar.Open, bar.Low, bar.High, bar.Close) };
                Assert.Contains(run.Path == IntrabarPath.OpenHighLowClose ? ways[..1] : ways, way => IsOnTheRest(way, share, fill.Quote));
            }

            Assert.Equal(result.Equity, Execute(bars, run.Seed, policy).Equity);
        }).QuickCheckThrowOnFailure();
        Assert.True(within > 500, $"Only {within} fills within the bar of an arrival were seen.");
    }

    [Fact]
    public void Run_WithLatencyBothWays_AgreeWhereNoBarIsAmbiguous() => Prop.ForAll(Latencies(), run =>
    {
        var bars = RandomBars.Create(new SeededRandom(run.Seed), 40);
        var one = Execute(bars, run.Seed, new ExecutionPolicy { Latency = run.Latency, IntrabarPath = IntrabarPath.OpenHighLowClose });
        var other = Execute(bars, run.Seed, new ExecutionPolicy { Latency = run.Latency, IntrabarPath = IntrabarPath.OpenLowHighClose });

        Assert.Equal(one.PathDependence.AmbiguousBars > 0, other.PathDependence.AmbiguousBars > 0);
        if (one.PathDependence.AmbiguousBars == 0)
            Assert.Equal(one.Equity, other.Equity);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void DelayOf_Jitter_HasItsMeanAndDependsOnSeedAndOrderAlone()
    {
        foreach (var jitter in Enum.GetValues<LatencyJitter>())
        {
            var latency = new OrderLatency { Milliseconds = 50, JitterMilliseconds = 20, Jitter = jitter, Seed = 7 };
            var delays = Enumerable.Range(1, 20_000).Select(id => latency.DelayOf(id) / (double)TimeSpan.TicksPerMillisecond).ToList();

            Assert.InRange(delays.Average(), 69.4, 70.6);
            Assert.InRange(delays.Min(), 50, 50.1);
            Assert.InRange(delays.Max(), jitter == LatencyJitter.Uniform ? 89.9 : 150, jitter == LatencyJitter.Uniform ? 90 : 450);
            Assert.Equal(latency.DelayOf(3), (latency with { }).DelayOf(3));
            Assert.NotEqual(latency.DelayOf(3), (latency with { Seed = 8 }).DelayOf(3));
        }
    }

    [Fact]
    public void Run_BarsThatAreMissing_PassWhileAnOrderTravels()
    {
        // Nothing trades for a day after the first bar; five hours later the market is still closed, and the order waits for its open.
        var bars = new BarSeries(
            "TEST", Timeframe.H4, new[] { Start.Ticks, Start.AddHours(28).Ticks }, new double[] { 100, 105 }, new double[] { 100, 110 },
            new double[] { 100, 100 }, new double[] { 100, 108 }, new double[] { 1, 1 });

        var result = Run(bars, 5 * 3_600_000, (in BarContext context) => BuyAtFirst(context, OrderTicket.Market(1)));

        Assert.Equal((1, FillMoment.Open, 105), (result.Fills[0].Bar, result.Fills[0].Moment, result.Fills[0].Quote));
    }

    [Fact]
    public void Run_DayOrderAfterHours_EndsWithTheDayOfNewYork()
    {
        // 19:00, 19:30 and 20:00 in New York, then 09:30 of the next day: in winter all of them fall on one date of UTC.
        long[] times = [.. new[] { 19.0, 19.5, 20, 33.5 }.Select(hour => new DateTime(2024, 1, 16, 5, 0, 0).AddHours(hour).Ticks)];
        double[] prices = [100, 100, 100, 100];
        var bars = new BarSeries("TEST", Timeframe.M30, times, prices, prices, prices, prices, prices);
        OrderEvent? Expiry(Market market)
        {
            var strategy = new ScriptedStrategy((in BarContext context) =>
                BuyAtFirst(context, OrderTicket.Limit(1, 50) with { TimeInForce = TimeInForce.Day }));
            var result = EventBacktester.Run(bars, ref strategy, Free, new EventBacktestSettings { Market = market }, ..);
            return result.Events.Where(change => change.To == OrderState.Expired).Select(change => (OrderEvent?)change).SingleOrDefault();
        }

        Assert.Equal(3, Expiry(Market.UsEquities)?.Bar);
        Assert.Null(Expiry(Market.Crypto));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void OrderLatency_NoTime_IsRefused(double value)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new OrderLatency { Milliseconds = value });
        Assert.Throws<ArgumentOutOfRangeException>(() => new OrderLatency { JitterMilliseconds = value });
    }

    private static bool IsOnTheRest(BarPath way, double share, double quote)
    {
        var from = way.PointAt(share);
        double[] corners = [from.Price, .. new[] { way.First, way.Second, way.Close }[from.Leg..]];
        return quote >= corners.Min() - 1e-9 && quote <= corners.Max() + 1e-9;
    }

    private static void BuyAtFirst(in BarContext context, OrderTicket ticket)
    {
        if (context.Bar == 0)
            context.Submit(ticket);
    }

    private static EventBacktestResult Run(
        BarSeries bars, double milliseconds, ScriptedStrategy.Decision decide, IntrabarPath path = IntrabarPath.OpenHighLowClose)
    {
        var strategy = new ScriptedStrategy(decide);
        var policy = new ExecutionPolicy { Latency = new OrderLatency { Milliseconds = milliseconds }, IntrabarPath = path };
        return EventBacktester.Run(bars, ref strategy, Free, new EventBacktestSettings { Rules = new SimulationRules { Policy = policy } }, ..);
    }

    private static EventBacktestResult Execute(BarSeries bars, int seed, ExecutionPolicy policy)
    {
        var strategy = new ScriptedStrategy(RandomOrders.Of(new SeededRandom(seed).Fork("orders")));
        var settings = new EventBacktestSettings { InitialEquity = 10_000, Rules = new SimulationRules { Policy = policy } };
        return EventBacktester.Run(bars, ref strategy, new BasisPointCommission(5), new BasisPointSlippage(3), settings, ..);
    }

    private static BarSeries Contiguous(BarSeries bars) => new(
        bars.Symbol,
        bars.Timeframe,
        Enumerable.Range(0, bars.Count).Select(i => Start.AddHours(4 * i).Ticks).ToArray(),
        bars.Open.ToArray(),
        bars.High.ToArray(),
        bars.Low.ToArray(),
        bars.Close.ToArray(),
        bars.Volume.ToArray());

    private static BarSeries Bars(params (double Open, double High, double Low, double Close)[] bars) => new(
        "TEST",
        Timeframe.H4,
        bars.Select((_, index) => Start.AddHours(4 * index).Ticks).ToArray(),
        bars.Select(bar => bar.Open).ToArray(),
        bars.Select(bar => bar.High).ToArray(),
        bars.Select(bar => bar.Low).ToArray(),
        bars.Select(bar => bar.Close).ToArray(),
        bars.Select(_ => 1_000.0).ToArray());

    private static Arbitrary<(int Seed, OrderLatency Latency, IntrabarPath Path)> Latencies() => (
        from seed in Gen.Choose(0, int.MaxValue - 1)
        from fixedPart in Gen.Choose(0, (int)(2 * FourHours))
        from jitterMean in Gen.Choose(0, (int)(FourHours / 2))
        from jitter in Gen.Elements(Enum.GetValues<LatencyJitter>())
        from path in Gen.Elements(IntrabarPath.OpenHighLowClose, IntrabarPath.WorstCase)
        select (
            seed,
            new OrderLatency { Milliseconds = fixedPart, JitterMilliseconds = jitterMean, Jitter = jitter, Seed = seed },
            path)).ToArbitrary();
}
