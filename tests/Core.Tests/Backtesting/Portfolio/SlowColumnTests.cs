using Serverless.Core.Backtesting.Portfolio;
using Serverless.Core.Execution;
using Serverless.Core.Indicators;
using Serverless.Core.MarketData;
using Serverless.Core.Randomness;
using Serverless.Core.Tests.Strategies;
using Serverless.Core.Time;

namespace Serverless.Core.Tests.Backtesting.Portfolio;

/// <summary>Daily columns beside faster clocks: a day is known when it has closed, and not before.</summary>
public sealed class SlowColumnTests
{
    private static readonly ExecutionCosts Free = new() { CommissionBps = 0, SlippageBps = 0 };

    [Fact]
    public void Last_DailyColumnOnTheFourHourClock_IsThatOfTheLastDayThatHasClosed()
    {
        var fast = FlatBars.Of("BTC", [.. Enumerable.Range(0, 18).Select(i => 100.0 + i)]);
        var days = FlatBars.Of("BTC", Timeframe.D1, (0, 1), (1, 2), (2, 3));
        SeriesColumn? close = null;
        SeriesColumn? average = null;
        var seen = new List<(double Close, double Average, int Known)>();
        var strategy = new ScriptedPortfolio((in PortfolioContext context) =>
            seen.Add((context.Last(close!), context.Last(average!), context[close!].Length)))
        {
            Init = inputs =>
            {
                close = inputs.Close("daily");
                average = inputs.Column("daily", SimpleMovingAverage.Feature, new FeatureArguments(2));
            },
        };

        Run(fast, Market.Crypto, new PortfolioInput("daily", days, Market.Crypto), strategy);

        // The sixth bar closes with the first day.
        Assert.All(seen[..5], value => Assert.Equal((double.NaN, double.NaN, 0), value));
        Assert.All(seen[5..11], value => Assert.Equal((1, double.NaN, 1), value));
        Assert.All(seen[11..17], value => Assert.Equal((2, 1.5, 2), value));
        Assert.Equal((3, 2.5, 3), seen[17]);
    }

    [Fact]
    public void Last_DailyEquityBesideCrypto_IsKnownAtTheSessionsClose()
    {
        // 4 March 2024 is a Monday in winter time: New York closes at 21:00 UTC, which is no close of a four-hour bar.
        var fast = FlatBars.Of("BTC", [.. Enumerable.Range(0, 12).Select(i => 100.0 + i)]);
        var days = FlatBars.Of("SPY", Timeframe.D1, (0, 500), (1, 510));
        SeriesColumn? close = null;
        var seen = new List<(int Hour, double Close)>();
        var strategy = new ScriptedPortfolio((in PortfolioContext context) =>
            seen.Add((context.Time.Hour, context.Last(close!))))
        {
            Init = inputs => close = inputs.Close("SPY"),
        };

        Run(fast, Market.Crypto, new PortfolioInput("SPY", days, Market.UsEquities), strategy);

        Assert.Equal((20, double.NaN), seen[4]);
        Assert.Equal([(0, 500), (4, 500), (8, 500), (12, 500), (16, 500), (20, 500), (0, 510)], seen[5..]);
    }

    [Fact]
    public void Run_DailyEquityBesideFourHourCrypto_TradesNoSessionThatHasBegun()
    {
        // Asked for on Tuesday 16:00 UTC, while New York trades: the open of Tuesday is gone, the next one is Wednesday's.
        var fast = PortfolioSymbol.Of(FlatBars.Of("BTC", [.. Enumerable.Range(0, 24).Select(i => 100.0)]), Market.Crypto, Free);
        var slow = PortfolioSymbol.Of(FlatBars.Of("SPY", Timeframe.D1, (0, 500), (1, 510), (2, 520), (3, 530)), Market.UsEquities, Free);
        var decided = new List<DateTime>();
        var result = PortfolioBacktester.Run([fast, slow], [], [new PortfolioMember("m", new ScriptedPortfolio((in PortfolioContext context) =>
        {
            decided.Add(context.Time);
            if (context.Time == FlatBars.Start.AddDays(1).AddHours(16) || context.Time == FlatBars.Start.AddDays(2).AddHours(12))
                context[1].Buy(1);
        }))], new PortfolioSettings());

        Assert.Contains(FlatBars.Start.AddHours(21), decided);
        Assert.Equal([2, 2], result.Members[0].Books[1].Fills.Select(fill => fill.Bar));
    }

    [Fact]
    public void Run_OtherFuturesOfSlowSeries_ChangeNoDecision()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new SeededRandom(seed);
            var fast = RandomBars.Create(random.Fork("fast"), 240);
            var slow = RandomBars.Create(random.Fork("slow"), 40, Timeframe.D1);
            var cut = fast.OpenTime(60 + random.NextInt(100));
            var last = slow.IndexAtOrAfter(cut.Ticks) - 1;
            var other = RandomBars.WithOtherFuture(slow, last, random.Fork("future"));

            var (one, two) = (Decisions(fast, slow), Decisions(fast, other));
            var known = Math.Min(slow.OpenTicks[last + 1], other.OpenTicks[last + 1]) + TimeSpan.TicksPerDay;

            Assert.Equal(one.Where(decision => decision.Time.Ticks < known), two.Where(decision => decision.Time.Ticks < known));
            Assert.NotEqual(one, two);
        }
    }

    private static List<(DateTime Time, double Value, double Size)> Decisions(BarSeries fast, BarSeries slow)
    {
        SeriesColumn? average = null;
        var decisions = new List<(DateTime, double, double)>();
        var strategy = new ScriptedPortfolio((in PortfolioContext context) =>
        {
            var value = context.Last(average!);
            context.Target(0, context[0].Price > value ? 1 : 0);
            decisions.Add((context.Time, value, context[0].Position.Size));
        })
        {
            Init = inputs => average = inputs.Column("slow", SimpleMovingAverage.Feature, new FeatureArguments(3)),
        };
        Run(fast, Market.Crypto, new PortfolioInput("slow", slow, Market.Crypto), strategy);
        return decisions;
    }

    private static void Run(BarSeries bars, Market market, PortfolioInput input, ScriptedPortfolio strategy)
    {
        var result = PortfolioBacktester.Run(
            [PortfolioSymbol.Of(bars, market, Free)], [input], [new PortfolioMember("m", strategy)], new PortfolioSettings());
        Assert.Null(result.Members[0].Failure);
    }
}
