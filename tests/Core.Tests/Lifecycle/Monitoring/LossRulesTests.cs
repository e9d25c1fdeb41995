using Serverless.Core.Lifecycle;
using Serverless.Core.Lifecycle.Monitoring;
using static Serverless.Core.Tests.Lifecycle.Monitoring.Watched;

namespace Serverless.Core.Tests.Lifecycle.Monitoring;

public sealed class LossRulesTests
{
    [Fact]
    public void CheckDrawdown_HalvedAlready_LastsUntilTheReleaseAndAsksForNothing()
    {
        var deep = Strategy([0.25, -0.15], standing: new LifecycleStanding(LifecycleStage.Live, HalfSize: true));
        var recovered = Strategy([0.25, -0.15, 0.1], standing: new LifecycleStanding(LifecycleStage.Live, HalfSize: true));

        Assert.Null(LossRules.CheckDrawdown(deep, Limits)!.Trigger);
        Assert.Null(LossRules.CheckDrawdown(recovered, Limits));
        Assert.Null(LossRules.CheckDrawdown(Strategy([0.25, -0.15]), Limits));
    }

    [Theory]
    [InlineData(0.05, 0.15)]
    [InlineData(0.001, 0.18)]
    [InlineData(0.4, 0.1)]
    public void LossThreshold_KeepsOneBadDayBetweenTwoAndTenPercent(double tail, double threshold)
    {
        var strategy = Strategy(Flat(5));

        Assert.Equal(threshold, LossRules.LossThreshold(strategy with { Expected = strategy.Expected with { TailLoss = tail } }, Limits), 1e-12);
    }

    [Fact]
    public void LossThreshold_HalfSize_KeepsHalfADay()
    {
        var strategy = Strategy(Flat(5), standing: new LifecycleStanding(LifecycleStage.Live, HalfSize: true));

        Assert.Equal(0.17, LossRules.LossThreshold(strategy with { Expected = strategy.Expected with { TailLoss = 0.06 } }, Limits), 1e-12);
    }

    [Fact]
    public void LossThreshold_UnknownTail_KeepsTheMost()
    {
        var strategy = Strategy(Flat(5));

        Assert.Equal(0.1, LossRules.LossThreshold(strategy with { Expected = strategy.Expected with { TailLoss = null } }, Limits), 1e-12);
    }
}
