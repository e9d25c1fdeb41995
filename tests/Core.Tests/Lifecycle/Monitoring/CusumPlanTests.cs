using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.Metrics;
using Serverless.Core.Randomness;

namespace Serverless.Core.Tests.Lifecycle.Monitoring;

/// <summary>How often the sequential test is wrong, and how soon it is right: by simulation with seeds that calibration does not use.</summary>
public sealed class CusumPlanTests(ITestOutputHelper output)
{
    private const int Backtests = 60;
    private const int Years = 80;

    [Fact]
    public void Follow_HandComputedSum_AlarmsOnTheDay()
    {
        // σ is 0.02 at first, then √(0.94 × 0.0004 + 0.06 × 0.0004) = 0.02 as long as returns are ±0.02.
        var plan = new CusumPlan(Volatility: 0.02, Mean: 0.5, Deviation: 1, Allowance: 0.25, Threshold: 2, HorizonDays: 365, FalseAlarms: 0.05);

        // −(−1 − 0.5) − 0.25 = 1.25 a day, then −(1 − 0.5) − 0.25 = −0.75.
        var reading = plan.Follow([-0.02, -0.02, 0.02, 0.02]);

        Assert.Equal(1, reading.Sum, 1e-12);
        Assert.Equal((1, 4, false), (reading.AlarmDay, reading.Days, reading.IsAlarm));
    }

    [Fact]
    public void Follow_TwiceTheVolatilityAtTheSameSharpe_IsNoDrift()
    {
        var backtest = Watched.Noise(1_826, 0.01, 1, sharpe: 1.5);
        var plan = CusumPlan.Calibrate(backtest, new CusumSettings())!;

        Assert.Null(plan.Follow(Watched.Noise(365, 0.03, 2, sharpe: 1.5)).AlarmDay);
    }

    [Fact]
    public void Follow_AfterTheHorizon_StartsAnew()
    {
        var plan = new CusumPlan(1, 0, 1, 0.5, 3, HorizonDays: 2, FalseAlarms: 0.05);

        Assert.Equal(0.5, plan.Follow([-1, -1, -1]).Sum, 1e-12);
    }

    [Fact]
    public void Calibrate_TooShortOrFlat_IsNull()
    {
        Assert.Null(CusumPlan.Calibrate(Watched.Noise(364, 0.01, 1), new CusumSettings()));
        Assert.Null(CusumPlan.Calibrate(new double[400], new CusumSettings()));
    }

    [Fact]
    public void Calibrate_SameSeed_IsTheSame() =>
        Assert.Equal(CusumPlan.Calibrate(Watched.Noise(500, 0.01, 1), new CusumSettings()), CusumPlan.Calibrate(Watched.Noise(500, 0.01, 1), new CusumSettings()));

    // The backtest and the years come from the same population; what differs from backtest to backtest is its luck.
    [Theory]
    [InlineData("gaussian", 1826, 0.07)]
    [InlineData("fat tails", 1826, 0.07)]
    [InlineData("clusters", 1826, 0.07)]
    [InlineData("gaussian", 365, 0.12)]
    public void Calibrate_StrategyThatEarnsWhatItPromised_AlarmsAsOftenAsStated(string kind, int days, double most)
    {
        var shares = Enumerable.Range(0, Backtests).Select(backtest =>
        {
            var plan = CusumPlan.Calibrate(Days(kind, days, seed: 100 + backtest), new CusumSettings { Paths = 500 })!;
            return ShareOfAlarms(plan, year => Days(kind, 365, seed: 10_000 + (1_000 * backtest) + year));
        }).Order().ToArray();

        output.WriteLine(FormattableString.Invariant($"{kind}, {days} days: alarms in {shares.Average():P1} of years; by backtest from {shares[Backtests / 20]:P1} to {shares[^(1 + (Backtests / 20))]:P1} (90 % of them)"));
        Assert.InRange(shares.Average(), 0.03, most);
    }

    [Fact]
    public void Follow_PlantedDrift_IsFoundTheSoonerTheLargerItIs()
    {
        var plan = CusumPlan.Calibrate(Days("gaussian", 5_000, seed: 1), new CusumSettings())!;
        var medians = new List<double>();
        foreach (var shift in new[] { 0.1, 0.2, 0.3, 0.5, 1.0 })
        {
            var delays = Enumerable.Range(0, 400)
                .Select(run => plan.Follow(Shifted(Days("gaussian", 365, seed: 5_000 + run), -shift * plan.Volatility)).AlarmDay + 1 ?? 366).Order().ToArray();
            medians.Add(delays[200]);
            output.WriteLine(FormattableString.Invariant($"fall of {shift} σ a day: median {delays[200]} days, found within a year {delays.Count(days => days <= 365) / 400.0:P0}"));
        }

        Assert.Equal(medians.OrderDescending(), medians);
        Assert.InRange(medians[1], 100, 300);
        Assert.InRange(medians[3], 25, 75);
        Assert.InRange(medians[4], 10, 35);
    }

    [Fact]
    public void FixedRule_StrategyThatEarnsWhatItPromised_IsCalledDriftedFarMoreOften()
    {
        // Why the sequential test stands beside the rule: half of a Sharpe ratio of 1.5 is well within the luck of 90 days.
        var alarms = 0;
        var later = 0;
        for (var year = 0; year < 500; year++)
        {
            var days = Shifted(Watched.Noise(2_000, 0.02, 7_000 + year)[..365], 0.02 * 1.5 / Math.Sqrt(365.25));
            alarms += IsBelow(days[..90]) ? 1 : 0;
            later += Enumerable.Range(90, 276).Any(count => IsBelow(days[..count])) ? 1 : 0;
        }

        output.WriteLine(FormattableString.Invariant($"Sharpe 1.5: {alarms / 500.0:P0} on day 90, {later / 500.0:P0} some day of the year"));
        Assert.InRange(alarms / 500.0, 0.25, 0.45);
        Assert.InRange(later / 500.0, 0.4, 0.7);

        static bool IsBelow(double[] days) => ReturnStatistics.Sharpe(ReturnMoments.Of(days), 365.25) < 0.75;
    }

    private static double ShareOfAlarms(CusumPlan plan, Func<int, double[]> daysOf, int years = Years) =>
        Enumerable.Range(0, years).Count(year => plan.Follow(daysOf(year)).AlarmDay is not null) / (double)years;

    private static double[] Shifted(double[] days, double by) => Array.ConvertAll(days, day => day + by);

    private static double[] Days(string kind, int count, long seed)
    {
        var random = new SeededRandom(seed);
        return kind switch
        {
            "gaussian" => [.. Enumerable.Range(0, count).Select(_ => 0.001 + (0.02 * random.NextGaussian()))],
            // Student's t with five degrees of freedom.
            "fat tails" => [.. Enumerable.Range(0, count).Select(_ => 0.001 + (0.0155 * random.NextGaussian() / Math.Sqrt(SumOfSquares(random, 5) / 5)))],
            _ => Clusters(random, count),
        };
    }

    private static double SumOfSquares(SeededRandom random, int count) => Enumerable.Range(0, count).Sum(_ => Math.Pow(random.NextGaussian(), 2));

    // GARCH(1,1) with α 0.1 and β 0.87.
    private static double[] Clusters(SeededRandom random, int count)
    {
        const double Long = 0.02 * 0.02;
        var variance = Long;
        var days = new double[count];
        for (var i = 0; i < count; i++)
        {
            days[i] = Math.Sqrt(variance) * random.NextGaussian();
            variance = (0.03 * Long) + (0.1 * days[i] * days[i]) + (0.87 * variance);
        }

        return days;
    }
}
