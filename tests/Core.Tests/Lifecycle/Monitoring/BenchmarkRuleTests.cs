using FsCheck;
using FsCheck.Fluent;
using Serverless.Core.Lifecycle;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.Metrics;
using Serverless.Core.Time;
using static Serverless.Core.Tests.Lifecycle.Monitoring.Watched;

namespace Serverless.Core.Tests.Lifecycle.Monitoring;

public sealed class BenchmarkRuleTests
{
    private static readonly DailyReturns Calm = UntilYesterday([.. Enumerable.Range(0, 800).Select(i => i % 2 == 0 ? 0.01 : -0.01)]);

    [Fact]
    public void Measure_LessThan30DaysLive_IsNull()
    {
        Assert.Null(BenchmarkGap.Measure(UntilYesterday(Flat(29, -0.1)), Calm, Limits));
        Assert.NotNull(BenchmarkGap.Measure(UntilYesterday(Flat(30, -0.1)), Calm, Limits));
    }

    [Fact]
    public void Measure_BenchmarkEndsEarlier_ComparesTheSameDays()
    {
        var late = new DailyReturns(Calm.Days[..^2], Calm.Values[..^2]);

        var gap = BenchmarkGap.Measure(UntilYesterday([.. Flat(40, -0.01), 0.5, 0.5]), late, Limits)!;

        Assert.Equal(Math.Pow(0.99, 30) - 1, gap.Strategy, 1e-12);
        Assert.Equal(late.Days[^1], gap.LastDay);
    }

    [Fact]
    public void Measure_DaysBeyond_CountsTheDaysInARow()
    {
        // −1 % a day against nothing: 17 days make −15.7 points.
        var gap = BenchmarkGap.Measure(UntilYesterday([.. Flat(40), .. Flat(20, -0.01)]), Calm, Limits)!;

        Assert.Equal(4, gap.DaysBeyond);
    }

    [Fact]
    public void Check_LagWithinTheLimit_IsNull() =>
        Assert.Null(BenchmarkRule.Check(Strategy(Flat(60, -0.005)), Calm, Limits));

    [Fact]
    public void Check_BenchmarkFallsFurther_IsNull()
    {
        var crash = UntilYesterday([.. Noise(770, 0.02, 1), .. Flat(30, -0.03)]);

        Assert.Null(BenchmarkRule.Check(Strategy(Flat(60, -0.02)), crash, Limits));
    }

    [Fact]
    public void Check_WaitedForTenDays_EndsInARollBackThoughTheBenchmarkIsWild()
    {
        double[] wild = [.. Noise(740, 0.01, 3), .. Enumerable.Range(0, 60).Select(i => i % 2 == 0 ? 0.1 : -0.081)];

        var finding = BenchmarkRule.Check(Strategy(Flat(60)), UntilYesterday(wild), Limits)!;

        Assert.Equal((FindingKind.BenchmarkLag, LifecycleTrigger.RollBack), (finding.Kind, finding.Trigger));
        Assert.Contains("waiting for a calmer market has ended", finding.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_WildBenchmarkAndALagBeyondTwiceTheLimit_RollsBackAtOnce()
    {
        double[] wild = [.. Noise(770, 0.01, 3), .. Enumerable.Range(0, 29).Select(i => i % 2 == 0 ? 0.1 : -0.1), 0.4];

        var finding = BenchmarkRule.Check(Strategy(Flat(60)), UntilYesterday(wild), Limits)!;

        Assert.Equal((FindingKind.BenchmarkLag, -0.3), (finding.Kind, finding.Threshold));
        Assert.EndsWith("the limit is -30.", finding.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_EquityStrategy_IsNotHeldAgainstCoins()
    {
        var strategy = Strategy(Flat(60, -0.005)) with { Market = Market.UsEquities, Live = Strategy(Flat(60, -0.005)).Live };
        var rise = UntilYesterday(Flat(800, 0.01));

        Assert.DoesNotContain(MonitoringReview.Run(Input(strategy) with { Benchmark = rise }, Limits), finding => finding.Kind == FindingKind.BenchmarkLag);
        Assert.Contains(MonitoringReview.Run(Input(strategy with { Market = Market.Crypto }) with { Benchmark = rise }, Limits), finding => finding.Kind == FindingKind.BenchmarkLag);
    }

    [Theory]
    [InlineData(3, 0)]
    [InlineData(4, 1)]
    public void Run_BenchmarkEndsDaysAgo_IsAnAlertAndNobodyIsRolledBack(int daysCut, int findings)
    {
        var late = new DailyReturns(Calm.Days[..^(daysCut - 1)], Calm.Values[..^(daysCut - 1)]);

        var found = MonitoringReview.Run(Input(Strategy(Flat(20))) with { Benchmark = late }, Limits);

        Assert.Equal(findings, found.Count);
        Assert.All(found, finding => Assert.Equal(("stale-feed/benchmark", AlertSeverity.Critical), (finding.Key, finding.Severity)));
    }

    [Fact]
    public void Check_AnyReturns_NeverRollsBackWithinTheUsualLimitNorWithinWildMarketsBeforeTheWaitEnds() => FsCheck.Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
        {
            var live = Noise(60, 0.03, seed, sharpe: -4);
            var benchmark = UntilYesterday(Noise(400, 0.005 + ((seed % 7) * 0.01), seed + 1));
            var finding = BenchmarkRule.Check(Strategy(live), benchmark, Limits);
            var gap = BenchmarkGap.Measure(UntilYesterday(live), benchmark, Limits)!;
            return finding?.Trigger switch
            {
                LifecycleTrigger.RollBack => gap.Difference <= -0.15 && (gap.Difference <= -0.15 * gap.Scale || gap.DaysBeyond > 10),
                _ => gap.Difference > -0.15 * gap.Scale,
            };
        }));
}
