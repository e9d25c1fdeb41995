using System.Collections.Immutable;
using Serverless.Core.Lifecycle;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.Regimes;
using Serverless.Core.Risk;

namespace Serverless.Core.Tests.Lifecycle;

public sealed class PromotionGatesTests
{
    private static readonly StrategyCase Good = Cases.Of(LifecycleStage.Paper, 1, score: 80);

    [Fact]
    public void Evaluate_GoodStrategyAlone_PassesEveryGateWithWeightsOfOne()
    {
        var report = Evaluate(Good);

        Assert.True(report.Passed, report.Advice);
        Assert.Equal(
            [PromotionGates.Streak, PromotionGates.Evidence, PromotionGates.Survival, PromotionGates.PaperRecord, PromotionGates.RiskLimits, PromotionGates.Diversity, PromotionGates.Correlation, PromotionGates.Regime],
            report.Gates.Select(gate => gate.Name));
        Assert.Equal(1, report.Gates.Sum(gate => gate.Weight), precision: 12);
        Assert.Equal(1, report.Strength, precision: 12);
        Assert.All(report.Gates, gate => Assert.Null(gate.Advice));
    }

    [Fact]
    public void Evaluate_29Days_SaysHowManyAreMissing()
    {
        var gate = Failing(Good with { Streak = Good.Streak with { Days = 29 } });

        Assert.Equal((PromotionGates.Streak, 29.0, 30.0), (gate.Name, gate.Value!.Value, gate.Threshold));
        Assert.EndsWith("wait for 1 more.", gate.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_UnprovenResult_GivesTheAdviceOfTheEvidence()
    {
        var gate = Failing(Good with { Evidence = Cases.Evidence("s001", passed: false) });

        Assert.Equal((PromotionGates.Evidence, "Wait for more days."), (gate.Name, gate.Advice));
        Assert.Equal(0.7, gate.Value!.Value, precision: 12);
        Assert.True(Evaluate(Good with { Evidence = Cases.Evidence("s001", passed: false) }, policy: new LifecyclePolicy { MinEvidence = 0.7 }).Passed);
        Assert.Equal(PromotionGates.Evidence, Failing(Good with { Evidence = null }).Name);
    }

    // SC-002: who is promoted stays for 90 days in three cases of four.
    [Fact]
    public void Evaluate_HistoryThatTheWatchWouldEnd_SaysHowOftenAndByWhichRule()
    {
        var gate = Failing(Good with { Survival = new Survival(400, 299, 95, 10) });

        Assert.Equal((PromotionGates.Survival, 0.7475, 0.75), (gate.Name, gate.Value, gate.Threshold));
        Assert.StartsWith("Of 400 stays of 90 days in its own history the watch would have ended 101, 95 for their lag behind the benchmark and 10 for their loss:", gate.Advice, StringComparison.Ordinal);
        Assert.True(Evaluate(Good with { Survival = new Survival(400, 300, 95, 10) }).Passed);
    }

    [Fact]
    public void Evaluate_TooFewStaysToJudge_FailsUnlessNobodyAsks()
    {
        var young = Good with { Survival = new Survival(179, 179, 0, 0) };

        Assert.Equal((PromotionGates.Survival, (double?)null), (Failing(young).Name, Failing(young).Value));
        Assert.Contains("179 stays of 90 days with a benchmark; judging takes 180", Failing(young).Advice, StringComparison.Ordinal);
        Assert.Equal(PromotionGates.Survival, Failing(Good with { Survival = null }).Name);
        Assert.True(Evaluate(young, policy: new LifecyclePolicy { MinSurvival = 0 }).Passed);
    }

    // seed-000, edge case: parameters that worked historically but violate today's limits.
    [Theory]
    [InlineData("targetVolatility")]
    [InlineData("volatility-target-trend.targetVolatility")]
    public void Evaluate_ParameterBeyondTodaysLimit_IsRefusedWithTheLimitsName(string key)
    {
        var limits = new LifecycleLimits { Parameters = ImmutableSortedDictionary<string, ParameterLimit>.Empty.Add(key, new ParameterLimit(Max: 0.4)) };
        var strategy = Cases.Of(LifecycleStage.Paper, 4, score: 80).WithParameter("targetVolatility", 0.6);

        var gate = Failing(strategy, limits: limits);

        Assert.Equal((PromotionGates.RiskLimits, 1.0), (gate.Name, gate.Value!.Value));
        Assert.Contains($"Refused by parameter {key}", gate.Advice, StringComparison.Ordinal);
        Assert.True(Evaluate(strategy.WithParameter("targetVolatility", 0.4), limits: limits).Passed);
    }

    [Fact]
    public void Evaluate_FiguresBeyondTodaysLimits_NamesEveryLimit()
    {
        var gate = Failing(Good with { Row = Good.Row! with { MaxDrawdown = 0.5, Volatility = 1.2 } });

        Assert.Contains("Refused by drawdown, volatility", gate.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_ForbiddenAsset_IsRefusedWithTheLimitsName()
    {
        var limits = new LifecycleLimits { Portfolio = new RiskLimits { MaxByAsset = new Dictionary<string, double> { ["BTCUSDT"] = 0 } } };

        Assert.Contains("'asset' leaves no room for BTCUSDT", Failing(Good, limits: limits).Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_LittleRoomInAnAsset_RecommendsWhatFits()
    {
        var live = new[] { Cases.Of(LifecycleStage.Live, 2, 70, capital: 398_000m) };

        Assert.Equal(2_000m, Evaluate(Good, live).RecommendedCapital);
    }

    [Fact]
    public void RoomFor_ClassOfAssets_CountsItsMembersTogether()
    {
        var limits = new RiskLimits
        {
            Classes = new Dictionary<string, string> { ["BTCUSDT"] = "crypto", ["ETHUSDT"] = "crypto", ["SPY"] = "equity" },
            MaxByClass = new Dictionary<string, double> { ["crypto"] = 0.2 },
        };

        Assert.Equal(("asset class", 50m), LimitCompliance.RoomFor("BTCUSDT", [("ETHUSDT", 150m), ("SPY", 300m)], 1_000m, limits));
    }

    // SC-010: no type has more than 30 % of the live strategies, where that can be.
    [Theory]
    [InlineData(0, 0, 6, true)]
    [InlineData(1, 1, 6, false)]
    [InlineData(5, 1, 6, false)] // 2 of 6
    [InlineData(6, 1, 6, true)] // 2 of 7
    [InlineData(9, 2, 6, true)] // 3 of 10
    [InlineData(9, 3, 6, false)]
    [InlineData(4, 1, 4, true)] // 2 of 5: of four types one must have two
    [InlineData(3, 1, 2, true)] // 2 of 4: an even split of two types
    [InlineData(3, 2, 2, false)]
    [InlineData(1, 1, 1, false)] // a single type is no diversity
    public void Evaluate_TypeAmongLive_HasThirtyPercentOrAnEvenSplit(int others, int alike, int types, bool passes)
    {
        var live = Enumerable.Range(0, others)
            .Select(i => Cases.Of(LifecycleStage.Live, 100 + i, 70, i < alike ? "sma-cross" : "rsi-reversion")).ToList();

        var gate = Evaluate(Cases.Of(LifecycleStage.Paper, 0, 80, "sma-cross"), live, types: types).Gates.Single(gate => gate.Name == PromotionGates.Diversity);

        Assert.Equal(passes, gate.Passed);
        Assert.Equal(passes, gate.Value <= gate.Threshold);
    }

    [Fact]
    public void Evaluate_RecordOnPaper_IsAskedForAndNamesWhatStandsAgainstIt()
    {
        Assert.Contains("Nobody has looked at it", Failing(Good with { Paper = null }).Advice, StringComparison.Ordinal);
        var gate = Failing(Good with { Paper = new PaperTrial(23, ["sequential-drift"]) });

        Assert.Equal((PromotionGates.PaperRecord, 1.0), (gate.Name, gate.Value!.Value));
        Assert.Contains("sequential-drift", gate.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_GoesTogetherWithALiveOne_IsRefusedAndNamesIt()
    {
        var live = new[] { Cases.Of(LifecycleStage.Live, 2, 70), Cases.Of(LifecycleStage.Live, 3, 70) };

        var gate = Failing(Good with { Returns = live[1].Returns }, live);

        Assert.Equal(PromotionGates.Correlation, gate.Name);
        Assert.Equal(1, gate.Value!.Value, precision: 9);
        Assert.Contains("'s003'", gate.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_WentTogetherWithALiveOneLately_IsRefusedWhateverItDidOutOfSample()
    {
        var live = new[] { Cases.Of(LifecycleStage.Live, 2, 70), Cases.Of(LifecycleStage.Live, 3, 70) with { Recent = Good.Returns } };

        var gate = Failing(Good with { Recent = Good.Returns }, live);

        Assert.Equal((PromotionGates.Correlation, 1), (gate.Name, Math.Round(gate.Value!.Value, 9)));
        Assert.Contains("'s003'", gate.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_CorrelationNotKnown_IsNotPassed()
    {
        var live = new[] { Cases.Of(LifecycleStage.Live, 2, 70) with { Returns = null } };

        Assert.Contains("is not known", Failing(Good, live).Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_LostInThePresentRegime_WaitsForAnother()
    {
        Assert.Equal(PromotionGates.Regime, Failing(Good with { Regime = Good.Regime! with { Sharpe = -0.2 } }).Name);
        Assert.Contains("stale", Failing(Good with { Regime = Good.Regime! with { Stale = true } }).Advice, StringComparison.Ordinal);
        Assert.Contains("wait for 20", Failing(Good with { Regime = new RegimeFit(VolatilityRegime.High, false, 5, null) }).Advice, StringComparison.Ordinal);
        Assert.Contains("earned and lost nothing", Failing(Good with { Regime = new RegimeFit(VolatilityRegime.High, false, 50, null) }).Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Measure_ReturnsOfTwoRegimes_JudgesTheDaysThatBeganInThePresentOne()
    {
        // Regimes change with every close of an even day: what is earned on odd days began in a high one.
        var returns = new Core.Metrics.DailyReturns([.. Enumerable.Range(1, 40)], [.. Enumerable.Range(1, 40).Select(day => day % 2 == 1 ? 0.01 + (day * 1e-4) : -0.01)]);
        var regimes = Enumerable.Range(0, 41).Select(day => (day, day % 2 == 0 ? VolatilityRegime.High : VolatilityRegime.Low)).ToList();

        var high = RegimeFit.Measure(returns, regimes, VolatilityRegime.High, stale: false, minDays: 20);

        Assert.Equal(20, high.Days);
        Assert.True(high.Sharpe > 0);
        Assert.Null(RegimeFit.Measure(returns, regimes, VolatilityRegime.High, stale: false, minDays: 21).Sharpe);
        Assert.Equal(0, RegimeFit.Measure(returns, regimes, VolatilityRegime.Normal, stale: false, minDays: 2).Days);
    }

    [Fact]
    public void ShareOf_IsTheSmallestOfBudgetKellyAndCap()
    {
        var sizing = new CapitalSizing();

        // 0.1 ÷ (0.4 · √(35 · (1 + 34 · 0.3))) = 0.012627; Kelly: 0.25 · 0.01 ÷ 0.4 = 0.00625.
        Assert.Equal(0.012627, sizing.ShareOf(1.5, 0.4, 35), precision: 6);
        Assert.Equal(0.00625, sizing.ShareOf(0.01, 0.4, 35), precision: 12);
        Assert.Equal(0.05, sizing.ShareOf(3, 0.02, 35));
        Assert.Equal(0, sizing.ShareOf(-1, 0.4, 35));
        Assert.Equal(0, sizing.ShareOf(1, null, 35));
        Assert.Equal(12_626.90m, sizing.AmountOf(1_000_000m, 1.5, 0.4, 35));
    }

    private static GateReport Evaluate(StrategyCase strategy, IReadOnlyList<StrategyCase>? live = null, LifecyclePolicy? policy = null, LifecycleLimits? limits = null, int types = 6) =>
        PromotionGates.Evaluate(strategy, live ?? [], 1_000_000m, policy ?? new LifecyclePolicy(), limits ?? new LifecycleLimits(), types);

    private static GateResult Failing(StrategyCase strategy, IReadOnlyList<StrategyCase>? live = null, LifecycleLimits? limits = null) =>
        Assert.Single(Evaluate(strategy, live, limits: limits).Gates, gate => !gate.Passed);
}
