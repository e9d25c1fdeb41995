using Serverless.Core.Lifecycle;
using Serverless.Core.Lifecycle.Monitoring;
using static Serverless.Core.Tests.Lifecycle.Monitoring.Watched;

namespace Serverless.Core.Tests.Lifecycle.Monitoring;

public sealed class MonitoringRequestsTests
{
    [Fact]
    public void Of_SeveralTriggers_AsksForTheStrongestAlone()
    {
        // A loss of 25 % of capital is a drawdown of 25 % too.
        var strategy = Strategy([.. Flat(5), -0.25], Noise(1_000, 0.02, 1));
        var findings = MonitoringReview.Run(Input(strategy), Limits);

        var request = Assert.Single(MonitoringRequests.Of([strategy], findings, Now));

        Assert.Contains(findings, finding => finding.Trigger == LifecycleTrigger.HalveSize);
        Assert.Equal((LifecycleTrigger.Deactivate, "loss-guard/Deactivate/2021-06-01T01/trend", "loss-guard"), (request.Trigger, request.OperationId, request.Author.Name));
        Assert.Equal("0.25", request.Evidence["value"]);
        Assert.Equal(LifecycleStage.Live, request.From);
    }

    [Fact]
    public void Of_WhatIsInForceAlready_AsksForNothing()
    {
        var halved = Strategy([0.3, -0.21], standing: new LifecycleStanding(LifecycleStage.Live, HalfSize: true));
        var paused = Stale(Strategy(Flat(5), standing: new LifecycleStanding(LifecycleStage.Live, Paused: true)));

        Assert.Empty(Requests(halved));
        Assert.Empty(Requests(paused));
    }

    [Fact]
    public void Of_FeedReturns_ResumesWhatTheRulePausedAndNothingElse()
    {
        var byRule = With(Strategy(Flat(5)), LifecycleTrigger.Pause, TransitionAuthor.Rule("stale-feed"), new LifecycleStanding(LifecycleStage.Live, Paused: true));
        var byPerson = With(Strategy(Flat(5)), LifecycleTrigger.Pause, new TransitionAuthor("ada", "operator"), new LifecycleStanding(LifecycleStage.Live, Paused: true));

        Assert.Equal(LifecycleTrigger.Resume, Assert.Single(Requests(byRule)).Trigger);
        Assert.Empty(Requests(byPerson));
        Assert.Empty(Requests(Stale(byRule)));
    }

    [Fact]
    public void Of_DrawdownRecovered_RestoresTheSizeThatTheRuleHalved()
    {
        var half = new LifecycleStanding(LifecycleStage.Live, HalfSize: true);
        var recovered = With(Strategy([0.3, -0.05]), LifecycleTrigger.HalveSize, TransitionAuthor.Rule("drawdown"), half);
        var byPerson = With(Strategy([0.3, -0.05]), LifecycleTrigger.HalveSize, new TransitionAuthor("ada", "operator"), half);

        Assert.Equal(LifecycleTrigger.RestoreSize, Assert.Single(Requests(recovered)).Trigger);
        Assert.Empty(Requests(byPerson));
    }

    [Fact]
    public void Sizes_OfADeployment_AreHalfWhileHalvedAndNoneWhileAPersonPausedIt()
    {
        var live = new LifecycleStanding(LifecycleStage.Live);
        DeploymentChange Change(int day, LifecycleTrigger trigger, string author, LifecycleStanding to) =>
            new($"{day}", trigger, live, to, new TransitionAuthor(author), "because", Now.AddDays(day));
        var deployment = Deployed(
            "trend",
            Now,
            live,
            Change(0, LifecycleTrigger.Promote, "promotion", live),
            Change(1, LifecycleTrigger.HalveSize, "drawdown", live with { HalfSize = true }),
            Change(2, LifecycleTrigger.Pause, "stale-feed", live with { HalfSize = true, Paused = true }),
            Change(3, LifecycleTrigger.Resume, "stale-feed", live with { HalfSize = true }),
            Change(4, LifecycleTrigger.Pause, "ada", live with { HalfSize = true, Paused = true }),
            Change(5, LifecycleTrigger.RestoreSize, "ada", live with { Paused = true }),
            Change(6, LifecycleTrigger.Resume, "ada", live));

        Assert.Equal([1, 0.5, 0.5, 0.5, 0, 0, 1], SizeChanges.Of(deployment).Select(change => change.Factor));
    }

    private static IReadOnlyList<TransitionRequest> Requests(MonitoredStrategy strategy) =>
        MonitoringRequests.Of([strategy], MonitoringReview.Run(Input(strategy), Limits), Now);

    private static MonitoredStrategy Stale(MonitoredStrategy strategy) => strategy with { Live = strategy.Live with { LastClose = Now.AddDays(-3) } };

    private static MonitoredStrategy With(MonitoredStrategy strategy, LifecycleTrigger trigger, TransitionAuthor author, LifecycleStanding to) => strategy with
    {
        Deployment = Deployed("trend", Now.AddDays(-10), to, new DeploymentChange("1", trigger, new LifecycleStanding(LifecycleStage.Live), to, author, "because", Now.AddDays(-1))),
    };
}
