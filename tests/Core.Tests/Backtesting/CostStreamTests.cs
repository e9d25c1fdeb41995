using Serverless.Core.Backtesting;
using Serverless.Core.Execution.Costs;
using Serverless.Core.Execution.Matching;
using Serverless.Core.Execution.Simulation;
using Serverless.Core.MarketData;
using Serverless.Core.Randomness;
using Serverless.Core.Tests.Strategies;

namespace Serverless.Core.Tests.Backtesting;

/// <summary>
/// Every cost model on random orders: the cost lines sum to the difference between the equity and what the same fills make at their quotes, and
/// each line is what fills and positions say.
/// </summary>
public sealed class CostStreamTests
{
    private const double Cash = 10_000;
    private const int Runs = 8;

    [Fact]
    public void Run_EveryPairOfCostModels_LinesSumToTheDifferenceInEquity()
    {
        for (var seed = 0; seed < Runs; seed++)
        {
            var bars = RandomBars.Create(new SeededRandom(seed), 150);
            var range = bars.High.ToArray().Zip(bars.Low.ToArray(), (high, low) => high - low).ToArray();
            var spread = range.Select((value, i) => i % 3 == 0 ? double.NaN : value / 50).ToArray();
            var daily = bars.Volume.ToArray().Select(volume => 6 * volume).ToArray();
            var volatility = daily.Select((_, i) => i < 9 ? double.NaN : 0.02).ToArray();

            WithCommissions(seed, bars, new BasisPointSlippage(3));
            WithCommissions(seed, bars, FixedSlippage.Ticks(2, 0.01));
            WithCommissions(seed, bars, FixedSlippage.HalfSpread(0.05));
            WithCommissions(seed, bars, new SpreadSlippage(spread, 0.5, 2));
            WithCommissions(seed, bars, new AverageRangeSlippage(range, 0.05, 2));
            WithCommissions(seed, bars, new LinearImpactSlippage(bars.Volume.ToArray(), 0.01));
            WithCommissions(seed, bars, new SquareRootImpactSlippage(daily, volatility, 1));
        }
    }

    private static void WithCommissions<TSlippage>(int seed, BarSeries bars, TSlippage slippage)
        where TSlippage : struct, ISlippage
    {
        Check(seed, bars, new BasisPointCommission(5), slippage);
        Check(seed, bars, new FixedCommission(0.7), slippage);
        Check(seed, bars, new PerShareCommission(0.02, 0.5), slippage);
        Check(seed, bars, new TieredCommission(new CommissionTier(0, 2, 10), new CommissionTier(1_000, -1, 6)), slippage);
    }

    private static void Check<TCommission, TSlippage>(int seed, BarSeries bars, TCommission commission, TSlippage slippage)
        where TCommission : struct, ICommission
        where TSlippage : struct, ISlippage
    {
        var random = new SeededRandom(seed).Fork("funding");
        long[] times = [.. Enumerable.Range(0, 80).Select(i => bars.OpenTicks[0] + (i * 8 * TimeSpan.TicksPerHour))];
        double[] rates = [.. times.Select(_ => 0.001 * random.NextGaussian())];
        var strategy = new ScriptedStrategy(RandomOrders.Of(new SeededRandom(seed).Fork("orders")));
        var settings = new EventBacktestSettings
        {
            InitialEquity = Cash,
            Rules = new SimulationRules
            {
                Policy = new ExecutionPolicy { VolumeParticipation = seed % 2 == 0 ? null : 0.5 },
                Funding = new FundingSchedule(times, rates),
                BorrowRate = 0.1,
            },
        };

        var result = EventBacktester.Run(bars, ref strategy, commission, slippage, settings, ..);

        Assert.Null(result.Failure);
        Assert.True(result.Fills.Count > 20, "Hardly anything was traded.");
        var atQuotes = Cash + result.Fills.Sum(fill => fill.Quantity * (bars.Close[^1] - fill.Quote));
        AssertClose(result.Costs.Total, atQuotes - result.Equity[^1]);
        AssertClose(result.Costs.Commission, result.Fills.Sum(fill => fill.Commission));
        AssertClose(result.Costs.Slippage, result.Fills.Sum(fill => fill.Slippage));
        var (funding, borrow) = Carrying(result, bars, times, rates);
        AssertClose(result.Costs.Funding, funding);
        AssertClose(result.Costs.Borrow, borrow);
        Assert.NotEqual(0, funding);
        Assert.NotEqual(0, borrow);
    }

    // From the fills alone: what was held when a bar opened paid funding since the bar before, and for the time between the opens.
    private static (double Funding, double Borrow) Carrying(EventBacktestResult result, BarSeries bars, long[] times, double[] rates)
    {
        double position = 0, funding = 0, borrow = 0;
        var fill = 0;
        for (var bar = 1; bar < bars.Count; bar++)
        {
            for (; fill < result.Fills.Count && result.Fills[fill].Bar < bar; fill++)
                position += result.Fills[fill].Quantity;
            var (from, to) = (bars.OpenTicks[bar - 1], bars.OpenTicks[bar]);
            for (var i = 0; i < times.Length; i++)
            {
                if (times[i] > from && times[i] <= to)
                    funding += position * rates[i] * (times[i] == to ? bars.Open[bar] : bars.Close[bar - 1]);
            }

            borrow += Math.Max(0, -position) * bars.Close[bar - 1] * 0.1 * (to - from) / (365.0 * TimeSpan.TicksPerDay);
        }

        return (funding, borrow);
    }

    private static void AssertClose(double expected, double actual) => Assert.InRange(Math.Abs(expected - actual), 0, 1e-9 * Cash);
}
