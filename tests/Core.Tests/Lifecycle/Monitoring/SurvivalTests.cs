using FsCheck;
using FsCheck.Fluent;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.Metrics;
using static Serverless.Core.Tests.Lifecycle.Monitoring.Watched;

namespace Serverless.Core.Tests.Lifecycle.Monitoring;

/// <summary>A strategy's own history, held against the rules that would watch over it.</summary>
public sealed class SurvivalTests
{
    // Another definition: every stay by itself, looked at on each of its days by the rules of the watch.
    [Fact]
    public void Measure_AnyHistory_IsWhatTheWatchWouldHaveDoneDayByDay() => FsCheck.Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(24), Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
        {
            var returns = WithoutSomeDays(UntilYesterday(Noise(150, 0.01 + (seed % 5 * 0.005), seed, sharpe: -1)), every: seed % 3 * 7);
            // Sometimes wild at the end, sometimes without the first days or the last.
            double[] rise = [.. Noise(250, 0.01, seed + 1, sharpe: 2), .. Noise(100, 0.01 + (seed % 4 * 0.02), seed + 2, sharpe: 3)];
            var benchmark = Cut(UntilYesterday(rise), first: seed % 2 * 230, last: seed % 7);
            var limits = Limits with { BenchmarkWaitDays = seed % 12, BenchmarkLag = 0.05 + (seed % 3 * 0.05) };

            var found = Survival.Measure(returns, new BenchmarkWindows(benchmark, limits), limits);

            return found == Naive(returns, benchmark, limits);
        }));

    [Fact]
    public void Measure_KeepsUpWithItsMarket_LastsInEveryStay()
    {
        var market = UntilYesterday(Noise(400, 0.02, 1, sharpe: 3));

        Assert.Equal(new Survival(311, 311, 0, 0), Survival.Measure(market, new BenchmarkWindows(market, Limits), Limits));
    }

    // Thirty days at half a percent are 16 points.
    [Fact]
    public void Measure_HoldsNothingWhileTheMarketRises_LagsInEveryStayThatMeetsTheRise()
    {
        var idle = UntilYesterday(Flat(300));
        var market = UntilYesterday([.. Flat(200), .. Flat(100, 0.005)]);

        var found = Survival.Measure(idle, new BenchmarkWindows(market, Limits), Limits);

        // The first day on which it lags by 15 points is the 229th; a stay of 90 days meets it from the 140th on.
        Assert.Equal((211, 139, 72, 0), (found.Stays, found.Lasted, found.Lagged, found.Lost));
        Assert.Equal(139.0 / 211, found.Share);
        Assert.Equal(new Survival(211, 211, 0, 0), Survival.Measure(idle, benchmark: null, Limits));
    }

    // What is lost on one day ends all stays that hold that day, the guard's reserve being 10 % at such a day.
    [Fact]
    public void Measure_FallsByAQuarterInADay_LosesInTheNinetyStaysThatHoldIt()
    {
        double[] values = [.. Flat(150, 0.0001), -0.25, .. Flat(150, 0.0001)];

        Assert.Equal(new Survival(212, 122, 0, 90), Survival.Measure(UntilYesterday(values), benchmark: null, Limits));
    }

    [Theory]
    [InlineData(89, 0)]
    [InlineData(90, 1)]
    [InlineData(269, 180)]
    public void Measure_Stays_AreThoseOfNinetyWholeDays(int days, int stays)
    {
        var found = Survival.Measure(UntilYesterday(Noise(days, 0.001, 1)), benchmark: null, Limits);

        Assert.Equal((stays, stays), (found.Stays, found.Lasted));
        Assert.Equal(stays >= 180, found.Share is not null);
        Assert.Equal(0, Survival.Measure(new DailyReturns([], []), benchmark: null, Limits).Stays);
    }

    // Equities have no bars on weekends; their stays are as long.
    [Fact]
    public void Measure_Weekdays_CountsNinetyCalendarDays()
    {
        var weekdays = WithoutSomeDays(UntilYesterday(Noise(365, 0.001, 1)), every: 7);

        Assert.Equal(weekdays.Days.Count(day => day + 89 <= weekdays.Days[^1]), Survival.Measure(weekdays, benchmark: null, Limits).Stays);
    }

    // Nothing that comes later changes what was said of stays that had ended.
    [Fact]
    public void Measure_AnotherFutureOfTheBenchmark_ChangesNothing()
    {
        var returns = Cut(UntilYesterday(Noise(400, 0.01, 1)), first: 0, last: 100);
        var benchmark = UntilYesterday(Noise(800, 0.03, 2, sharpe: 3));
        var other = new DailyReturns(benchmark.Days, [.. benchmark.Values[..700], .. Noise(100, 0.2, 3)]);

        Assert.Equal(Survival.Measure(returns, new BenchmarkWindows(benchmark, Limits), Limits), Survival.Measure(returns, new BenchmarkWindows(other, Limits), Limits));
    }

    private static Survival Naive(DailyReturns returns, DailyReturns benchmark, MonitoringLimits limits)
    {
        var (stays, lasted, lagged, lost) = (0, 0, 0, 0);
        for (var i = 0; i < returns.Days.Length; i++)
        {
            var (first, last) = (returns.Days[i], returns.Days[i] + 89);
            if (last > returns.Days[^1] || first < benchmark.Days[0] || last > benchmark.Days[^1])
                continue;
            var looks = returns.Days.Skip(i).TakeWhile(day => day <= last).Select((_, days) => Look(returns.Values[i..(i + days + 1)])).ToList();
            var isLagging = looks.Any(look => BenchmarkRule.Check(look, benchmark, limits)?.Kind == FindingKind.BenchmarkLag);
            var isLosing = looks.Any(look => LossRules.CheckLoss(look, limits) is not null);
            stays++;
            lagged += isLagging ? 1 : 0;
            lost += isLosing ? 1 : 0;
            lasted += isLagging || isLosing ? 0 : 1;

            MonitoredStrategy Look(double[] values)
            {
                var strategy = Strategy(values, expected: returns.Values);
                return strategy with { Live = strategy.Live with { Daily = new DailyReturns(returns.Days[i..(i + values.Length)], values) } };
            }
        }

        return new Survival(stays, lasted, lagged, lost);
    }

    private static DailyReturns WithoutSomeDays(DailyReturns daily, int every)
    {
        var kept = Enumerable.Range(0, daily.Days.Length).Where(i => every == 0 || i % every is not (3 or 4)).ToList();
        return new DailyReturns([.. kept.Select(i => daily.Days[i])], [.. kept.Select(i => daily.Values[i])]);
    }

    private static DailyReturns Cut(DailyReturns daily, int first, int last) => new(daily.Days[first..^last], daily.Values[first..^last]);
}
