using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.Time;
using static Serverless.Core.Tests.Lifecycle.Monitoring.Watched;

namespace Serverless.Core.Tests.Lifecycle.Monitoring;

public sealed class FeedRuleTests
{
    [Theory]
    [InlineData(8, false)]
    [InlineData(8.1, true)]
    public void Check_CryptoH4_IsStaleWhenTwoBarsAreMissing(double hours, bool isStale)
    {
        var strategy = Strategy(Flat(5));

        var finding = FeedRule.Check(strategy with { Live = strategy.Live with { LastClose = Now.AddHours(-hours) } }, Now, Limits);

        Assert.Equal(isStale, finding is not null);
    }

    [Theory]
    // Friday's session of 2021-05-28 ends at 20:00 UTC; Monday is Memorial Day, Tuesday opens at 13:30 UTC.
    [InlineData("2021-06-01T13:00Z", 1, false)]
    [InlineData("2021-06-01T15:00Z", 1, false)]
    [InlineData("2021-06-01T15:31Z", 1, true)]
    // A daily bar is a session: the next one is due on Tuesday night, the second one missing on Wednesday night.
    [InlineData("2021-06-02T19:00Z", 24, false)]
    [InlineData("2021-06-03T14:00Z", 24, true)]
    public void Check_Equities_CountsTheTimeInWhichTheMarketIsOpen(string now, int hours, bool isStale)
    {
        var strategy = Strategy(Flat(5)) with { Market = Market.UsEquities, BarLength = TimeSpan.FromHours(hours) };
        var friday = new DateTimeOffset(2021, 5, 28, 20, 0, 0, TimeSpan.Zero);

        var finding = FeedRule.Check(strategy with { Live = strategy.Live with { LastClose = friday } }, DateTimeOffset.Parse(now, null), Limits);

        Assert.Equal(isStale, finding is not null);
    }

    [Fact]
    public void Check_NoBarAtAll_IsStaleSinceTheDeployment()
    {
        var strategy = Strategy(Flat(5));

        Assert.NotNull(FeedRule.Check(strategy with { Live = strategy.Live with { LastClose = null } }, Now, Limits));
    }

    [Fact]
    public void Run_StaleStrategy_IsLeftOutOfCorrelations()
    {
        var returns = Noise(90, 0.02, 1);
        var fresh = Strategy(returns, id: "fresh");
        var stale = Strategy(returns, id: "stale");
        stale = stale with { Live = stale.Live with { LastClose = Now.AddDays(-2) } };

        Assert.Equal(["stale-feed/stale"], MonitoringReview.Run(Input(fresh, stale), Limits).Select(finding => finding.Key));
    }

    [Fact]
    public void Run_FailedStrategy_TakesNoNewPositions()
    {
        var strategy = Strategy(Flat(5));

        var finding = Assert.Single(MonitoringReview.Run(Input(strategy with { Live = strategy.Live with { Failure = "DivideByZeroException: bar 7" } }), Limits));

        Assert.Equal(("strategy-failed/trend", "It stopped: DivideByZeroException: bar 7"), (finding.Key, finding.Cause));
    }
}
