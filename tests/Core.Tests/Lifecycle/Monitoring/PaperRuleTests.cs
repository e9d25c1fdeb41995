using Serverless.Core.Lifecycle;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.Lifecycle.Monitoring.Alerts;
using static Serverless.Core.Tests.Lifecycle.Monitoring.Watched;

namespace Serverless.Core.Tests.Lifecycle.Monitoring;

/// <summary>The watch over strategies on paper: the same rules, with what follows when no capital is at risk.</summary>
public sealed class PaperRuleTests
{
    private static readonly LifecycleStanding Paper = new(LifecycleStage.Paper);

    [Fact]
    public void Run_PaperLosesTwentyPercent_GoesBackToResearchWithoutAnAlert()
    {
        var strategy = Strategy([.. Flat(10), 0.26, -0.21], standing: Paper);

        var finding = Assert.Single(MonitoringReview.Run(Input(strategy), Limits));
        var request = Assert.Single(MonitoringRequests.Of([strategy], [finding], Now));

        Assert.Equal((FindingKind.Drawdown, LifecycleTrigger.RollBack), (finding.Kind, request.Trigger));
        Assert.Equal(LifecycleStage.Research, strategy.Deployment.Apply(request).Deployment.Stage);
        Assert.True(strategy.Deployment.Apply(request).EndsStreak);
        Assert.Empty(AlertBook.Update([], [finding], Now));
    }

    [Fact]
    public void Run_PaperLagsTheBenchmark_GoesBackToResearch()
    {
        var calm = Flat(800);
        for (var i = 0; i < calm.Length; i++)
            calm[i] = i % 2 == 0 ? 0.02 : -0.018;
        var strategy = Strategy(Flat(30, -0.005), standing: Paper);

        var finding = Assert.Single(MonitoringReview.Run(Input(strategy) with { Benchmark = UntilYesterday(calm) }, Limits));

        Assert.Equal((FindingKind.BenchmarkLag, AlertSeverity.Information, LifecycleTrigger.RollBack), (finding.Kind, finding.Severity, finding.Trigger));
    }

    [Fact]
    public void Run_PaperDrifts_IsReportedAndOnlyTheTestThatControlsFalseAlarmsStandsAgainstIt()
    {
        var promised = Noise(1_500, 0.02, 2, sharpe: 2);
        var strategy = Strategy(Noise(90, 0.02, 1, sharpe: -6), promised, standing: Paper) with { Drift = CusumPlan.Calibrate(promised, new CusumSettings { Paths = 400 }) };
        var input = Input(strategy) with { Benchmark = UntilYesterday(Noise(800, 0.0001, 99)) };

        var findings = MonitoringReview.Run(input, new MonitoringLimits { Drawdown = 0.9, MaxLoss = 0.9, BenchmarkLag = 0.9 });
        var trial = StrategyHealth.Of(strategy, findings, input, Limits).ToTrial();

        Assert.Contains(findings, finding => finding.Kind == FindingKind.SharpeDrift);
        Assert.All(findings, finding => Assert.Equal((AlertSeverity.Information, null), (finding.Severity, finding.Trigger)));
        Assert.Equal(["sequential-drift"], trial.Findings);
        Assert.Equal(90, trial.Days);
    }

    [Fact]
    public void ToTrial_NothingWasHeldOnPaper_IsSaidUntilAPositionIsThere()
    {
        var strategy = Strategy(Flat(30), standing: Paper);
        var health = StrategyHealth.Of(strategy, [], Input(strategy), Limits) with { Held = 0 };

        Assert.Equal(["nothing-held"], health.ToTrial().Findings);
        Assert.Equal(["nothing-held"], (health with { Held = null, Volatility = null }).ToTrial().Findings);
        Assert.Empty((health with { Held = -0.5 }).ToTrial().Findings);
        Assert.Empty((health with { Volatility = 0.1 }).ToTrial().Findings);
    }

    [Fact]
    public void Run_PaperFeedIsStale_HoldsAndSaysSo()
    {
        var strategy = Strategy(Flat(10), standing: Paper);
        strategy = strategy with { Live = strategy.Live with { LastClose = Now.AddHours(-9) } };

        var finding = Assert.Single(MonitoringReview.Run(Input(strategy), Limits));

        Assert.Equal((FindingKind.StaleFeed, AlertSeverity.Warning, LifecycleTrigger.Pause), (finding.Kind, finding.Severity, finding.Trigger));
    }

    [Fact]
    public void Run_PaperEarnsWhatALiveOneDoes_IsReportedWhateverItsScore()
    {
        double[] one = Noise(90, 0.02, 1), noise = Noise(90, 0.004, 2);
        double[] other = [.. one.Select((value, i) => value + noise[i])];
        var input = Input(Strategy(other, id: "on-paper", score: 0.9, standing: Paper), Strategy(one, id: "live", score: 0.4));

        var finding = Assert.Single(MonitoringReview.Run(input, Limits));

        Assert.Equal((FindingKind.Redundancy, "live+on-paper", AlertSeverity.Information), (finding.Kind, finding.Subject, finding.Severity));
    }

    [Fact]
    public void Correlate_TwoOnPaper_AreNotHeldAgainstEachOther()
    {
        var same = Noise(90, 0.02, 1);

        Assert.Empty(MonitoringReview.Correlate(Input(Strategy(same, id: "a", standing: Paper), Strategy(same, id: "b", standing: Paper)), Limits).Pairs);
    }
}
