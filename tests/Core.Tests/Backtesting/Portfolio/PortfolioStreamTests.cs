using FsCheck;
using FsCheck.Fluent;
using Serverless.Core.Backtesting;
using Serverless.Core.Backtesting.Portfolio;
using Serverless.Core.Execution.Accounts;
using Serverless.Core.Execution.Costs;
using Serverless.Core.Execution.Matching;
using Serverless.Core.Execution.Simulation;
using Serverless.Core.MarketData;
using Serverless.Core.Randomness;
using Serverless.Core.Tests.Strategies;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.Backtesting.Portfolio;

/// <summary>What must hold whatever several strategies order in several symbols: the account is the sum of its parts.</summary>
public sealed class PortfolioStreamTests
{
    private const double Cash = 30_000;

    [Fact]
    public void Run_OneSymbolAndStrategy_IsTheEventBacktesterBitByBit() => Prop.ForAll(Runs(), run =>
    {
        var strategy = new ScriptedStrategy(RandomOrders.Of(new SeededRandom(run.Seed)));
        var rules = run.Rules(0) with { Margin = run.OneMargin };
        var start = run.Seed % 3 * 5;
        var settings = new EventBacktestSettings
        {
            InitialEquity = Cash,
            Rules = rules,
            Guards = run.Guards,
            CloseAtEnd = run.CloseAtEnd,
        };
        var expected = EventBacktester.Run(run.Bars[0], ref strategy, new BasisPointCommission(5), new BasisPointSlippage(3), settings, start..);

        var other = new OneSymbolStrategy<ScriptedStrategy>(new ScriptedStrategy(RandomOrders.Of(new SeededRandom(run.Seed))));
        var actual = PortfolioBacktester.Run(
            [run.Symbol(0, rules)],
            [],
            [new PortfolioMember("only", other)],
            run.Settings with { Limits = PortfolioLimits.None, From = start == 0 ? null : run.Bars[0].OpenTime(start) });

        Assert.Equal(expected.Equity, actual.Equity);
        var book = actual.Members[0].Books[0];
        Assert.Equal(expected.Fills, book.Fills);
        Assert.Equal(expected.Events, book.Events);
        Assert.Equal(expected.Trades, book.Trades);
        Assert.Equal(expected.Orders, book.Orders);
        Assert.Equal(expected.Held, book.Held);
        Assert.Equal(expected.Costs, actual.Costs);
        Assert.Equal(expected.Activity, actual.Activity);
        Assert.Equal(expected.Metrics, actual.Metrics);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Run_AnyOrders_PartsSumToTheAccount()
    {
        var (fills, crossed, limited, saved) = (0, 0, 0, 0.0);
        Prop.ForAll(Runs(), run =>
        {
            var result = run.Execute();
            Assert.Null(result.Failure);
            Assert.All(result.Members, member => Assert.Null(member.Failure));
            fills += result.BrokerFills.Count;
            crossed += result.BrokerFills.Count(fill => fill.Crossed > 0);
            saved += result.Saved;
            AssertProfitsSumToTheEquity(result);
            AssertBrokerFillsMakeTheAccount(result, run);
            AssertFillsSumToBrokerFills(result, run);
            AssertTradesAndCostsExplainProfits(result, run);
            AssertColumnsBelongTogether(result);
            AssertLimitsHold(result, run);
            limited += result.Members.Sum(member => member.Books.Sum(book => book.GuardEvents.Count));
        }).QuickCheckThrowOnFailure();
        Assert.True(fills > 2_000 && crossed > 100 && limited > 50 && saved > 0, $"Only {fills} fills, {crossed} crossings, {limited} at limits.");
    }

    [Fact]
    public void Run_OtherFutures_ChangeNothingBefore() => Prop.ForAll(Runs(), run =>
    {
        var cut = run.Bars[0].OpenTime(run.Bars[0].Count / 2);
        var other = run with
        {
            Bars = [.. run.Bars.Select((bars, index) => RandomBars.WithOtherFuture(
                bars, bars.IndexAtOrAfter(cut.Ticks), new SeededRandom(run.Seed + index + 1)))],
        };
        var (one, two) = (run.Members, other.Members);
        var (before, same) = (run.Execute(one), other.Execute(two));
        var known = before.CloseTicks.Count(time => time <= cut.Ticks);

        Assert.Equal(before.Equity[..known], same.Equity[..known]);
        Assert.All(before.Members.Zip(same.Members), pair => Assert.Equal(pair.First.Profit[..known], pair.Second.Profit[..known]));
        Assert.All(one.Zip(two), pair => Assert.Equal(Heard(pair.First, cut), Heard(pair.Second, cut)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Run_SymbolsInAnotherOrder_ChangesNothingWithoutSharedEquity() => Prop.ForAll(Runs(), run =>
    {
        // Without margin, and with sizes that do not look at the equity, no symbol knows of another: only sums are rounded in another order.
        var free = run with { OneMargin = new MarginRules(), Guards = RunGuards.None, Limits = PortfolioLimits.None, Sizing = PositionUnits };
        var (one, two) = (free.Execute(), free.Execute(backwards: true));

        Assert.All(one.Equity.Zip(two.Equity), pair => AssertClose(pair.First, pair.Second));
        foreach (var (member, same) in one.Members.Zip(two.Members))
        {
            foreach (var book in member.Books)
                Assert.Equal(book.Fills, same.Books.Single(other => other.Symbol == book.Symbol).Fills);
        }
    }).QuickCheckThrowOnFailure();

    private static Core.Execution.PositionSizing PositionUnits => Core.Execution.PositionSizing.Units(3);

    private static IEnumerable<object> Heard(PortfolioMember member, DateTime until) =>
        ((ScriptedPortfolio)member.Strategy).Heard.Where(heard => heard.Time <= until).Cast<object>();

    private static void AssertProfitsSumToTheEquity(PortfolioResult result)
    {
        for (var i = 0; i < result.Equity.Length; i++)
            AssertClose(result.Equity[i], Cash + result.Members.Sum(member => member.Profit[i]));
    }

    // Positions, cash and equity from the account's own trades, without looking at any strategy.
    private static void AssertBrokerFillsMakeTheAccount(PortfolioResult result, PortfolioRun run)
    {
        var cash = Cash - result.Costs.Funding - result.Costs.Borrow;
        var positions = new double[run.Bars.Count];
        foreach (var fill in result.BrokerFills)
        {
            cash -= (fill.Quantity * fill.Price) + fill.Commission;
            positions[fill.Symbol] += fill.Quantity;
        }

        AssertClose(result.Cash[^1], cash);
        AssertClose(result.Equity[^1], cash + positions.Select((units, symbol) => units * run.Bars[symbol].Close[^1]).Sum());
        for (var symbol = 0; symbol < positions.Length; symbol++)
        {
            var held = result.Members.SelectMany(member => member.Books).Where(book => book.Symbol == result.Symbols[symbol]);
            AssertClose(positions[symbol], held.Sum(book => book.Held?.Quantity ?? 0));
        }
    }

    private static void AssertFillsSumToBrokerFills(PortfolioResult result, PortfolioRun run)
    {
        for (var symbol = 0; symbol < run.Bars.Count; symbol++)
        {
            var books = result.Members.SelectMany(member => member.Books).Where(book => book.Symbol == result.Symbols[symbol]).ToList();
            var fills = books.SelectMany(book => book.Fills).ToLookup(fill => fill.Bar);
            var executed = result.BrokerFills.Where(fill => fill.Symbol == symbol).ToLookup(fill => fill.Bar);
            foreach (var bar in fills.Select(group => group.Key))
            {
                AssertClose(executed[bar].Sum(fill => fill.Quantity), fills[bar].Sum(fill => fill.Quantity));
                AssertClose(executed[bar].Sum(fill => fill.Commission), fills[bar].Sum(fill => fill.Commission));
                AssertClose(executed[bar].Sum(fill => fill.Slippage), fills[bar].Sum(fill => fill.Slippage));
            }

            // Only the net is charged.
            Assert.All(
                result.BrokerFills.Where(fill => fill.Symbol == symbol),
                fill => AssertClose(fill.Commission, Math.Abs(fill.Quantity) * fill.Price * 5e-4));
            foreach (var book in books)
            {
                var prices = book.Events.Where(change => change.Quantity != 0).Select(change => change.Price);
                Assert.Equal(book.Fills.Select(fill => fill.Price), prices);
            }
        }
    }

    private static void AssertTradesAndCostsExplainProfits(PortfolioResult result, PortfolioRun run)
    {
        foreach (var member in result.Members)
        {
            double profit = 0, atQuotes = 0;
            foreach (var book in member.Books)
            {
                var close = run.Bars.Single(bars => bars.Symbol == book.Symbol).Close[^1];
                var carried = book.Costs.Funding + book.Costs.Borrow;
                profit += book.Trades.Sum(trade => trade.NetProfit) + (book.Held?.NetProfit ?? 0) - carried;
                atQuotes += book.Fills.Sum(fill => fill.Quantity * (close - fill.Quote)) - book.Costs.Total;
                AssertClose(book.Costs.Commission, book.Fills.Sum(fill => fill.Commission));
                AssertClose(book.Costs.Slippage, book.Fills.Sum(fill => fill.Slippage));
                Assert.All(book.Trades, trade => Assert.True(trade.Excursion is { Adverse: >= 0, Favourable: >= 0 }));
            }

            AssertClose(member.Profit[^1], profit);
            AssertClose(member.Profit[^1], atQuotes);
        }
    }

    private static void AssertColumnsBelongTogether(PortfolioResult result)
    {
        for (var i = 0; i < result.Equity.Length; i++)
        {
            AssertClose(result.Equity[i], result.Cash[i] + result.NetExposure[i]);
            Assert.True(result.GrossExposure[i] >= Math.Abs(result.NetExposure[i]) * (1 - 1e-9));
            Assert.InRange(result.Drawdown[i], 0, 1);
        }
    }

    // At every fill of the account, in its order: positions in so many symbols, and no more.
    private static void AssertLimitsHold(PortfolioResult result, PortfolioRun run)
    {
        var positions = new double[run.Bars.Count];
        foreach (var fill in result.BrokerFills)
        {
            var after = positions[fill.Symbol] + fill.Quantity;
            positions[fill.Symbol] = Math.Abs(after) < 1e-9 ? 0 : after;
            Assert.True(positions.Count(units => units != 0) <= (run.Limits.MaxPositions ?? int.MaxValue));
        }
    }

    private static void AssertClose(double expected, double actual) =>
        Assert.InRange(Math.Abs(expected - actual), 0, 1e-9 * Math.Max(Cash, Math.Abs(expected)));

    private static Arbitrary<PortfolioRun> Runs() => (
        from seed in Gen.Choose(0, int.MaxValue - 10)
        from path in Gen.Elements(Enum.GetValues<IntrabarPath>())
        from fill in Gen.Frequency((4, Gen.Constant(MarketFill.NextOpen)), (1, Gen.Constant(MarketFill.SameClose)))
        from latency in Gen.Choose(0, 1)
        from lots in Gen.Elements(Enum.GetValues<LotMethod>())
        from volume in Gen.Elements<double?>(null, 0.5)
        from margin in Gen.Elements(new MarginRules(), new MarginRules { Leverage = 1 }, new MarginRules { Leverage = 3, MaintenanceRate = 0.25 })
        from guards in Gen.Elements(RunGuards.None, RunGuards.None, new RunGuards { MaxDrawdown = 0.05, DailyLoss = 0.01 })
        from limits in Gen.Elements(
            PortfolioLimits.None, new PortfolioLimits { MaxLeverage = 0.005, MaxWeight = 0.003 }, new PortfolioLimits { MaxPositions = 2 })
        from closes in Gen.Elements(true, false)
        select new PortfolioRun(
            seed,
            [.. Enumerable.Range(0, 3).Select(symbol => RandomBars.Create(new SeededRandom(seed + symbol), 50).As($"S{symbol}"))],
            new ExecutionPolicy { IntrabarPath = path, MarketFill = fill, LatencyBars = latency, VolumeParticipation = volume },
            lots,
            margin,
            guards,
            closes)
        {
            Limits = limits,
        }).ToArbitrary();

    private sealed record PortfolioRun(
        int Seed, IReadOnlyList<BarSeries> Bars, ExecutionPolicy Policy, LotMethod Lots, MarginRules OneMargin, RunGuards Guards, bool CloseAtEnd)
    {
        public Core.Execution.PositionSizing Sizing { get; init; } = Core.Execution.PositionSizing.OfEquity(0.5);

        public PortfolioLimits Limits { get; init; } = PortfolioLimits.None;

        public PortfolioSettings Settings => new() { InitialEquity = Cash, Guards = Guards, Limits = Limits, CloseAtEnd = CloseAtEnd };

        public SimulationRules Rules(int symbol) => new()
        {
            Policy = Policy,
            Lots = Lots,
            Margin = OneMargin with { MaintenanceRate = 0 },
            Sizing = Sizing,
            BorrowRate = symbol == 1 ? 0.1 : 0,
            Funding = symbol == 2 ? Funding() : null,
        };

        public PortfolioSymbol Symbol(int symbol, SimulationRules rules) =>
            PortfolioSymbol.Of(Bars[symbol], Market.Crypto, new BasisPointCommission(5), new BasisPointSlippage(3), rules);

        public IReadOnlyList<PortfolioMember> Members => [.. Enumerable.Range(0, 3).Select(Member)];

        public PortfolioResult Execute(bool backwards = false) => Execute(Members, backwards);

        public PortfolioResult Execute(IReadOnlyList<PortfolioMember> members, bool backwards = false)
        {
            var symbols = Enumerable.Range(0, Bars.Count).Select(symbol => Symbol(symbol, Rules(symbol)));
            return PortfolioBacktester.Run([.. backwards ? symbols.Reverse() : symbols], [], members, Settings);
        }

        private PortfolioMember Member(int member) => new($"M{member}", new ScriptedPortfolio(Decide(member)))
        {
            Budget = 0.4,
            Symbols = [.. Bars.Select(bars => bars.Symbol)],
        };

        // A source of its own for each symbol, so that what is ordered in one depends on it alone.
        private ScriptedPortfolio.Decision Decide(int member)
        {
            var decisions = Bars.Select((_, symbol) => RandomOrders.Of(new SeededRandom(Seed).Fork($"{member} in {symbol}"))).ToList();
            return (in PortfolioContext context) =>
            {
                for (var symbol = 0; symbol < context.Count; symbol++)
                {
                    if (context.HasBar(symbol))
                        decisions[symbol](context[symbol]);
                }
            };
        }

        private FundingSchedule Funding()
        {
            var bars = Bars[2];
            var ticks = Enumerable.Range(0, 25).Select(i => bars.OpenTicks[0] + (i * TimeSpan.FromHours(8).Ticks)).ToArray();
            return new FundingSchedule(ticks, [.. ticks.Select((_, i) => 0.001 * Math.Sin(i))]);
        }
    }
}
