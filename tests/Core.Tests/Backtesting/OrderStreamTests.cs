using FsCheck;
using FsCheck.Fluent;
using Serverless.Core.Backtesting;
using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Costs;
using Serverless.Core.Execution.Matching;
using Serverless.Core.Execution.Orders;
using Serverless.Core.Execution.Simulation;
using Serverless.Core.MarketData;
using Serverless.Core.Randomness;
using Serverless.Core.Strategies;
using Serverless.Core.Tests.Strategies;

namespace Serverless.Core.Tests.Backtesting;

/// <summary>What must hold whatever is ordered, under every policy: books balance, and orders live by their rules.</summary>
public sealed class OrderStreamTests
{
    private const double Cash = 10_000;

    [Fact]
    public void Run_AnyOrders_BooksBalance()
    {
        var (fills, liquidations) = (0, 0);
        Prop.ForAll(Runs(), run =>
        {
            var result = run.Execute();
            Assert.Null(result.Failure);
            fills += result.Fills.Count;
            liquidations += result.Fills.Count(fill => fill.Role == OrderRole.Liquidation);
            AssertEquityIsCashAndPosition(result, run.Bars);
            AssertTradesAndCostsExplainTheEquity(result, run.Bars);
        }).QuickCheckThrowOnFailure();
        Assert.True(fills > 2_000 && liquidations > 5, $"Only {fills} fills and {liquidations} liquidations were seen.");
    }

    [Fact]
    public void Run_AnyOrders_LiveByTheirRules() => Prop.ForAll(Runs(), run =>
    {
        var result = run.Execute();
        Assert.Equal(Enumerable.Range(1, result.Orders.Count), result.Orders.Select(order => order.Id));
        foreach (var order in result.Orders)
        {
            var events = result.Events.Where(change => change.OrderId == order.Id).ToList();
            Assert.Equal(OrderState.New, events[0].To);
            Assert.All(events.Zip(events.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
            Assert.Equal(order.State, events[^1].To);
            var filled = result.Fills.Where(fill => fill.OrderId == order.Id).ToList();
            AssertClose(order.Filled, filled.Sum(fill => fill.Quantity), 1);
            AssertClose(order.Filled, events.Sum(change => change.Quantity), 1);
            var limit = order.Ticket.LimitPrice;
            Assert.All(filled, fill => Assert.True(limit == 0 || fill.Quantity * (limit - fill.Price) >= 0, "A limit must hold."));
            Assert.All(filled, fill => Assert.True(fill.Slippage >= 0, "Slippage must go against the trader."));
            Assert.All(filled, fill => Assert.True(fill.Bar > order.SubmittedBar || fill.Role == OrderRole.Liquidation));
        }

        foreach (var fill in result.Fills)
            Assert.InRange(fill.Quote, run.Bars.Low[fill.Bar], run.Bars.High[fill.Bar]);
        AssertOneCancelsOther(result);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Run_WorstAndBestCase_EncloseNothingWithoutAmbiguity() => Prop.ForAll(Runs(), run =>
    {
        var high = run with { Policy = run.Policy with { IntrabarPath = IntrabarPath.OpenHighLowClose } };
        var low = run with { Policy = run.Policy with { IntrabarPath = IntrabarPath.OpenLowHighClose } };
        var (one, other) = (high.Execute(), low.Execute());
        var depends = one.PathDependence.AmbiguousBars > 0;

        // The report is right in both directions that can be proven: without an ambiguous bar the two paths agree to the last bit.
        Assert.Equal(depends, other.PathDependence.AmbiguousBars > 0);
        if (!depends)
            Assert.Equal(one.Equity, other.Equity);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Run_OtherFuture_ChangesNothingBefore() => Prop.ForAll(Runs(), run =>
    {
        var cut = run.Bars.Count / 2;
        var other = run with { Bars = RandomBars.WithOtherFuture(run.Bars, cut, new SeededRandom(run.Seed + 1)) };
        var (one, two) = (run.Execute(), other.Execute());

        Assert.Equal(one.Equity[..(cut + 1)], two.Equity[..(cut + 1)]);
        Assert.Equal(one.Events.Where(change => change.Bar <= cut), two.Events.Where(change => change.Bar <= cut));
    }).QuickCheckThrowOnFailure();

    private static void AssertEquityIsCashAndPosition(EventBacktestResult result, BarSeries bars)
    {
        double cash = Cash, position = 0;
        var fill = 0;
        for (var bar = 0; bar < bars.Count; bar++)
        {
            for (; fill < result.Fills.Count && result.Fills[fill].Bar == bar; fill++)
            {
                cash -= (result.Fills[fill].Quantity * result.Fills[fill].Price) + result.Fills[fill].Commission;
                position += result.Fills[fill].Quantity;
                Assert.True(Math.Abs(position) <= (result.Settings.Rules.Margin.MaxPosition ?? double.MaxValue) * (1 + 1e-9));
            }

            AssertClose(cash + (position * bars.Close[bar]), result.Equity[bar], Cash);
        }
    }

    private static void AssertTradesAndCostsExplainTheEquity(EventBacktestResult result, BarSeries bars)
    {
        var change = result.Equity[^1] - Cash;
        var atQuotes = result.Fills.Sum(fill => fill.Quantity * (bars.Close[^1] - fill.Quote));
        AssertClose(change, atQuotes - result.Costs.Total, Cash);
        AssertClose(change, result.Trades.Sum(trade => trade.NetProfit) + (result.Held?.NetProfit ?? 0), Cash);
        AssertClose(result.Costs.Commission, result.Fills.Sum(fill => fill.Commission), Cash);
        AssertClose(result.Costs.Slippage, result.Fills.Sum(fill => fill.Slippage), Cash);
    }

    // Whatever was in the group when one of it filled whole never fills afterwards.
    private static void AssertOneCancelsOther(EventBacktestResult result)
    {
        var group = result.Orders.ToDictionary(order => order.Id, order => order.Ticket.OneCancelsOther);
        var closed = new HashSet<int>();
        var open = new HashSet<int>();
        foreach (var change in result.Events.Where(change => group[change.OrderId] != 0))
        {
            open.Add(change.OrderId);
            Assert.False(change.Quantity != 0 && closed.Contains(change.OrderId), "One must cancel the other.");
            if (change.To == OrderState.Filled)
                closed.UnionWith(open.Where(id => group[id] == group[change.OrderId]));
        }
    }

    private static void AssertClose(double expected, double actual, double scale) =>
        Assert.InRange(Math.Abs(expected - actual), 0, 1e-9 * Math.Max(scale, Math.Abs(expected)));

    private static Arbitrary<RandomRun> Runs() => (
        from seed in Gen.Choose(0, int.MaxValue - 1)
        from path in Gen.Elements(Enum.GetValues<IntrabarPath>())
        from entryBar in Gen.Elements(Enum.GetValues<EntryBarRule>())
        from priority in Gen.Elements(Enum.GetValues<OrderPriority>())
        from touch in Gen.Elements(Enum.GetValues<TouchRule>())
        from latency in Gen.Choose(0, 2)
        from lots in Gen.Elements(Enum.GetValues<LotMethod>())
        from volume in Gen.Elements<double?>(null, 0.5)
        from margin in Gen.Elements(
            new MarginRules { Leverage = 1 }, new MarginRules { MaxPosition = 2 }, new MarginRules { Leverage = 3, MaintenanceRate = 0.25 })
        select new RandomRun(
            seed,
            RandomBars.Create(new SeededRandom(seed), 120),
            new ExecutionPolicy
            {
                IntrabarPath = path,
                EntryBar = entryBar,
                Priority = priority,
                LimitTouch = touch,
                LatencyBars = latency,
                VolumeParticipation = volume,
            },
            lots,
            margin)).ToArbitrary();

    private sealed record RandomRun(int Seed, BarSeries Bars, ExecutionPolicy Policy, LotMethod Lots, MarginRules Margin)
    {
        public EventBacktestResult Execute()
        {
            var strategy = new ScriptedStrategy(RandomOrders.Of(new SeededRandom(Seed).Fork("orders")));
            var settings = new EventBacktestSettings
            {
                InitialEquity = Cash,
                Rules = new SimulationRules { Policy = Policy, Lots = Lots, Margin = Margin },
            };
            return EventBacktester.Run(Bars, ref strategy, new BasisPointCommission(5), new BasisPointSlippage(3), settings, ..);
        }
    }
}
