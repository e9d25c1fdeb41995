using System.Collections.Immutable;
using Serverless.Core.Lifecycle;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Core.Metrics;
using Serverless.Core.Randomness;
using Serverless.Core.Regimes;
using Serverless.Core.Scoring;
using Serverless.Core.Scoring.Evidence;

namespace Serverless.Core.Tests.Lifecycle;

/// <summary>Strategies as a cycle leaves them. One that is made here passes every gate unless a test changes something.</summary>
internal static class Cases
{
    public static readonly DateTimeOffset Now = new(2026, 6, 1, 1, 0, 0, TimeSpan.Zero);

    // A template of each of the six types.
    public static readonly IReadOnlyList<string> Templates =
        ["sma-cross", "time-series-momentum", "rsi-reversion", "donchian-breakout", "volatility-target-trend", "regime-gated-momentum"];

    public static StrategyCase Of(LifecycleStage stage, int number, double score, string? template = null, string symbol = "BTCUSDT", decimal capital = 10_000m)
    {
        var id = $"s{number:D3}";
        template ??= Templates[number % Templates.Count];
        return new StrategyCase
        {
            Row = new ScorecardRow
            {
                StrategyId = id,
                Template = template,
                Symbol = symbol,
                Version = 1,
                Rank = 1,
                Score = new UnifiedScore(score, 0.5, 0.5, 0.5, 0.5),
                Sharpe = 1.5,
                Volatility = 0.4,
                MaxDrawdown = 0.2,
            },
            InTop = true,
            Evidence = Evidence(id, passed: true),
            Streak = new StreakState { Days = 30, Start = Day(-29), LastTop = Day(0), LastRanked = Day(0) },
            Deployment = new Deployment
            {
                StrategyId = id,
                Identity = stage == LifecycleStage.Research ? null : StrategyIdentity.Of(template, symbol),
                Standing = new LifecycleStanding(stage),
                Since = stage == LifecycleStage.Research ? null : Now.AddDays(-60),
                Capital = stage == LifecycleStage.Live ? capital : 0,
            },
            Survival = new Survival(400, 320, 70, 10),
            Paper = new PaperTrial(23, []),
            Returns = Noise(number),
            Regime = new RegimeFit(VolatilityRegime.Normal, Stale: false, Days: 100, Sharpe: 1),
        };
    }

    public static PromotionContext Context(IEnumerable<StrategyCase> live, LifecyclePolicy? policy = null, LifecycleLimits? limits = null)
    {
        policy ??= new LifecyclePolicy();
        var ledger = new CapitalLedgerState().Under(policy.Seats, policy.Capital);
        foreach (var one in live)
            ledger = ledger.Reserve($"r-{one.Deployment.StrategyId}", one.Deployment.StrategyId, one.Deployment.Capital).After.Commit($"c-{one.Deployment.StrategyId}", one.Deployment.StrategyId).After;
        return new PromotionContext("cycle-1", Now, policy, limits ?? new LifecycleLimits(), ledger);
    }

    public static StrategyEvidence Evidence(string id, bool passed) => new()
    {
        StrategyId = id,
        Days = 400,
        DaysNeeded = 100,
        ProbabilisticSharpe = 0.99,
        DeflatedSharpe = passed ? 0.97 : 0.5,
        DeflatedSharpeOfAll = 0.9,
        AdjustedP = 0.01,
        Score = default,
        Rank = default,
        Checks =
        [
            new EvidenceCheck("deflated-sharpe", passed ? 0.97 : 0.5, 0.95, 0.3, passed, passed ? null : "Wait for more days."),
            new EvidenceCheck("family-wise", 0.01, 0.05, 0.7, true, null),
        ],
    };

    public static DailyReturns Noise(int seed)
    {
        var random = new SeededRandom(seed);
        return new DailyReturns([.. Enumerable.Range(20_000, 250)], [.. Enumerable.Range(0, 250).Select(_ => 0.01 * ((2 * random.NextDouble()) - 1))]);
    }

    public static StrategyCase WithParameter(this StrategyCase one, string name, double value) =>
        one with { Parameters = ImmutableSortedDictionary<string, double>.Empty.Add(name, value) };

    private static DateOnly Day(int offset) => DateOnly.FromDateTime(Now.UtcDateTime).AddDays(offset);
}
