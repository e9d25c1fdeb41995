using System.Collections.Immutable;
using Serverless.Core.Lifecycle;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.Regimes;
using Serverless.Core.Risk;
using Serverless.Core.Scoring;
using static Serverless.Core.Tests.Lifecycle.Monitoring.Watched;

namespace Serverless.Core.Tests.Lifecycle.Monitoring;

/// <summary>The acceptance scenarios and edge cases of the specification that the watch answers for.</summary>
public sealed class MonitoringScenarioTests
{
    [Fact]
    public void US1_4_VolatilityChangesByMoreThanTwentyPercent_StrategiesOfTheMarketAreDueWithin12Hours()
    {
        // The check of the regimes sees the change and starts the evaluation; the specification gives it 24 hours.
        var input = Input(Strategy(Flat(10), id: "a"), Strategy(Flat(10), id: "b")) with
        {
            Markets = [new MarketEvaluation(new RegimeChange("BTCUSDT", "Normal at 50.0 %", "Normal at 61.0 %", Now.AddHours(-1)), Now.AddDays(-1))],
        };

        var finding = Assert.Single(MonitoringReview.Run(input, Limits));

        Assert.Equal((FindingKind.Reevaluation, AlertSeverity.Information, Now.AddHours(11)), (finding.Kind, finding.Severity, finding.Deadline));
        Assert.Equal(["a", "b"], finding.Affected);
    }

    [Fact]
    public void US2_2_FifteenPercentBelowTheBenchmarkOver30Days_RollsBackAndReturnsTheCapital()
    {
        var calm = Flat(800);
        for (var i = 0; i < calm.Length; i++)
            calm[i] = i % 2 == 0 ? 0.02 : -0.018;
        // Over 30 days: (1.02 × 0.982)^15 = 1.0247; 0.995^30 = 0.8604.
        var input = Input(Strategy(Flat(30, -0.005))) with { Benchmark = UntilYesterday(calm) };

        var finding = Assert.Single(MonitoringReview.Run(input, Limits));
        var request = Assert.Single(MonitoringRequests.Of(input.Strategies, [finding], Now));

        Assert.Equal((FindingKind.BenchmarkLag, AlertSeverity.Critical, -0.15), (finding.Kind, finding.Severity, finding.Threshold));
        Assert.Equal(Math.Pow(0.995, 30) - Math.Pow(1.02 * 0.982, 15), finding.Value!.Value, 1e-12);
        Assert.Equal((LifecycleTrigger.RollBack, 8_603.84m), (request.Trigger, request.Value));
        // The table of transitions gives the capital back: in research it holds none.
        var after = input.Strategies[0].Deployment.Apply(request).Deployment;
        Assert.Equal((LifecycleStage.Research, 0m), (after.Stage, after.Capital));
    }

    [Fact]
    public void US2_4_TwentyPercentDrawdown_HalvesSizesAndAlerts()
    {
        // 10,000 → 12,600 → 9,954: next to no capital is lost.
        var strategy = Strategy([.. Flat(10), 0.26, -0.21]);

        var finding = Assert.Single(MonitoringReview.Run(Input(strategy), Limits));
        var request = Assert.Single(MonitoringRequests.Of([strategy], [finding], Now));

        Assert.Equal((FindingKind.Drawdown, AlertSeverity.Warning), (finding.Kind, finding.Severity));
        Assert.Equal(0.21, finding.Value!.Value, 1e-12);
        Assert.Equal(LifecycleTrigger.HalveSize, request.Trigger);
        Assert.True(strategy.Deployment.Apply(request).Deployment.Standing.HalfSize);
    }

    [Fact]
    public void US3_1_SharpeBelowHalfOfTheBacktestAfter90Days_TriggersDriftAndSchedulesAReevaluation()
    {
        var strategy = Strategy(Noise(90, 0.02, 1, sharpe: 0.9), Noise(1_500, 0.02, 2, sharpe: 2));

        var finding = Assert.Single(MonitoringReview.Run(Input(strategy), Limits));

        Assert.Equal((FindingKind.SharpeDrift, AlertSeverity.Warning), (finding.Kind, finding.Severity));
        Assert.Equal(0.9, finding.Value!.Value, 1e-9);
        Assert.Equal(1, finding.Threshold!.Value, 1e-9);
        Assert.Equal(["trend"], finding.Affected);
    }

    [Fact]
    public void US3_1_OneDayEarlier_IsNotJudged() =>
        Assert.Empty(MonitoringReview.Run(Input(Strategy(Noise(89, 0.02, 1, sharpe: 0.9), Noise(1_500, 0.02, 2, sharpe: 2))), Limits));

    [Fact]
    public void US3_2_VolatilityCrossesThe75thPercentile_IsCriticalUnlessAllAffectedAreRankedAgainWithin12Hours()
    {
        var crossed = new RegimeChange("BTCUSDT", "Elevated at 69.0 %", "High at 71.0 %", Now.AddHours(-12.1));
        Finding? Check(DateTimeOffset evaluatedAt) =>
            MonitoringReview.Run(Input(Strategy(Flat(10))) with { Markets = [new MarketEvaluation(crossed, evaluatedAt)] }, Limits).SingleOrDefault();

        var late = Check(crossed.At.AddHours(-1))!;

        Assert.Equal(("reevaluation/BTCUSDT", AlertSeverity.Critical), (late.Key, late.Severity));
        Assert.Equal(["trend"], late.Affected);
        Assert.Contains("from Elevated at 69.0 % to High at 71.0 %", late.Cause, StringComparison.Ordinal);
        Assert.Null(Check(crossed.At.AddHours(3)));
    }

    [Fact]
    public void US3_3_CorrelationAboveFourFifths_FlagsThePairAndSuggestsTheLowerScore()
    {
        double[] one = Noise(90, 0.02, 1), noise = Noise(90, 0.004, 2);
        double[] other = [.. one.Select((value, i) => value + noise[i])];
        var input = Input(Strategy(one, id: "worse", score: 0.4), Strategy(other, id: "better", score: 0.6));

        var finding = Assert.Single(MonitoringReview.Run(input, Limits));

        Assert.Equal((FindingKind.Redundancy, "better+worse"), (finding.Kind, finding.Subject));
        Assert.InRange(finding.Value!.Value, 0.8, 1);
        Assert.Equal("Deactivate worse, which has the lower score.", finding.NextAction);
        Assert.Null(finding.Trigger);
    }

    [Fact]
    public void Edge_FeedIsInterrupted_TheStrategyHoldsAndNothingIsDecidedOnOldData()
    {
        var ruined = Strategy([.. Flat(40), -0.5]);
        var stale = ruined with { Live = ruined.Live with { LastClose = Now.AddHours(-8.5) } };

        var finding = Assert.Single(MonitoringReview.Run(Input(stale), Limits));

        Assert.Equal((FindingKind.StaleFeed, AlertSeverity.Critical, LifecycleTrigger.Pause), (finding.Kind, finding.Severity, finding.Trigger));
        Assert.Contains("last bar of BTCUSDT closed at 2021-05-31 16:30Z", finding.Cause, StringComparison.Ordinal);
        Assert.Contains(MonitoringReview.Run(Input(ruined), Limits), other => other.Kind == FindingKind.LossGuard);
    }

    [Fact]
    public void Edge_CorrelationSpikesUnderStress_FlagsTheStressAndSuggestsNoDeactivation()
    {
        var crash = Noise(20, 0.05, 50);
        var strategies = Enumerable.Range(0, 6).Select(i =>
        {
            var own = Noise(90, 0.01, i);
            return Strategy([.. own.Select((value, day) => day < 70 ? value : crash[day - 70] + (value / 5))], id: $"s{i}", score: i);
        }).ToArray();

        var findings = MonitoringReview.Run(Input(strategies), Limits).Where(finding => finding.Kind is FindingKind.Redundancy or FindingKind.StressCorrelation);

        var finding = Assert.Single(findings);
        Assert.Equal((FindingKind.StressCorrelation, CorrelationRule.Portfolio), (finding.Kind, finding.Subject));
        Assert.Contains("deactivate nothing for being correlated in these days alone", finding.NextAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Edge_BenchmarkIsExtremelyVolatile_TheVerdictWaitsAndSaysSo()
    {
        // Calm for years, then days of ±9 %: over 30 days +19 points of lag, which calm days would not excuse.
        double[] benchmark = [.. Noise(770, 0.02, 3), .. Enumerable.Range(0, 30).Select(i => i % 2 == 0 ? 0.1 : -0.08)];
        var input = Input(Strategy(Flat(30))) with { Benchmark = UntilYesterday(benchmark) };

        var finding = Assert.Single(MonitoringReview.Run(input, Limits));

        Assert.Equal((FindingKind.BenchmarkWait, AlertSeverity.Warning, null), (finding.Kind, finding.Severity, finding.Trigger));
        Assert.InRange(-finding.Value!.Value, 0.15, 0.3);
        Assert.Equal(-0.3, finding.Threshold!.Value, 1e-12);
        Assert.Contains("it goes by itself in 10 days", finding.NextAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Edge_ParametersViolateTodaysLimits_NamesTheLimit()
    {
        var strategy = Strategy(Flat(10)) with { LargestWeights = Strategy(Flat(1)).LargestWeights.Add("BTCUSDT", 0.5) };

        var finding = Assert.Single(MonitoringReview.Run(Input(strategy), Limits));

        Assert.Equal((FindingKind.RiskLimit, RiskLimitNames.Asset, 0.5, 0.4), (finding.Kind, finding.Metric, finding.Value, finding.Threshold));
        Assert.Contains("the limit 'asset' allows 40", finding.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void Edge_ParameterIsOutsideTodaysRange_NamesTheLimit()
    {
        var strategy = Strategy(Flat(10)) with
        {
            Row = new ScorecardRow { StrategyId = "trend", Template = "sma-cross", Symbol = "BTCUSDT", Version = 1, MaxDrawdown = 0.1, Volatility = 0.3 },
            Parameters = Strategy(Flat(1)).Parameters.Add("fast", 3),
        };
        var today = new LifecycleLimits { Parameters = ImmutableSortedDictionary<string, ParameterLimit>.Empty.Add("fast", new ParameterLimit(Min: 5)) };

        var finding = Assert.Single(MonitoringReview.Run(Input(strategy) with { RiskLimits = today }, Limits));

        Assert.Equal("risk-limit/parameter-fast/trend", finding.Key);
        Assert.Contains("fast is too small; today's limit 'fast' allows 5 to any", finding.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void SC003_LossOfCapital_DeactivatesBeforeTwentyPercent()
    {
        // The worst twentieth of the backtest's days lost 2.06 σ = 4.1 % on average: out at 15.9 %.
        var strategy = Strategy([.. Flat(10), -0.09, -0.08], Noise(1_500, 0.02, 4));

        var findings = MonitoringReview.Run(Input(strategy), Limits);
        var request = Assert.Single(MonitoringRequests.Of([strategy], findings, Now));

        Assert.Equal(FindingKind.LossGuard, findings[0].Kind);
        Assert.InRange(findings[0].Threshold!.Value, 0.155, 0.163);
        Assert.Equal((LifecycleTrigger.Deactivate, 8_372m), (request.Trigger, request.Value));
    }
}
