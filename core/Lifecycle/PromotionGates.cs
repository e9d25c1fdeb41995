using System.Globalization;
using Serverless.Core.Strategies;

namespace Serverless.Core.Lifecycle;

/// <summary>The conditions for going live, each a <see cref="GateResult"/>, in order: streak, evidence, survival, record on paper, risk limits, diversity, correlation, regime.</summary>
public static class PromotionGates
{
    /// <summary>Days in a row in the top.</summary>
    public const string Streak = "top-streak";

    /// <summary>Strength of the evidence out-of-sample.</summary>
    public const string Evidence = "evidence";

    /// <summary>Share of stays of 90 days in its own history that the watch would have let it finish.</summary>
    public const string Survival = "survival";

    /// <summary>Number of findings about its record on paper.</summary>
    public const string PaperRecord = "paper-record";

    /// <summary>Number of today's limits that it violates.</summary>
    public const string RiskLimits = "risk-limits";

    /// <summary>Share of its type among the live strategies, itself included.</summary>
    public const string Diversity = "diversity";

    /// <summary>Highest correlation with a live strategy.</summary>
    public const string Correlation = "correlation";

    /// <summary>Sharpe ratio in the present regime.</summary>
    public const string Regime = "regime";

    /// <summary>Holds <paramref name="strategy"/> against all gates.</summary>
    /// <param name="strategy">The strategy; it has a row.</param>
    /// <param name="live">The live strategies that it would join, without itself.</param>
    /// <param name="capital">All capital.</param>
    /// <param name="policy">Thresholds.</param>
    /// <param name="limits">Today's limits.</param>
    /// <param name="types">Types of those that are live, and of those that could be now; see <see cref="TypeShare"/>.</param>
    public static GateReport Evaluate(
        StrategyCase strategy, IReadOnlyList<StrategyCase> live, decimal capital, LifecyclePolicy policy, LifecycleLimits limits, int types)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        ArgumentNullException.ThrowIfNull(live);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(limits);
        var row = strategy.Row ?? throw new ArgumentException($"'{strategy.Deployment.StrategyId}' has no row in the scorecard.", nameof(strategy));
        var wanted = policy.Sizing.AmountOf(capital, row.Sharpe, row.Volatility, policy.Seats);
        var (tightest, room) = LimitCompliance.RoomFor(
            row.Symbol, [.. live.Select(one => (one.Deployment.Identity!.Symbol, one.Deployment.Capital))], capital, limits.Portfolio);
        return new GateReport(
            strategy.Deployment.StrategyId,
            [
                StreakGate(strategy, policy),
                EvidenceGate(strategy, policy),
                SurvivalGate(strategy, policy),
                PaperGate(strategy),
                RiskGate(strategy, limits, wanted, tightest, room),
                DiversityGate(strategy, live, policy, types),
                CorrelationGate(strategy, live, policy),
                RegimeGate(strategy, policy),
            ],
            Math.Min(wanted, room));
    }

    internal static StrategyIdea TypeOf(StrategyCase strategy) =>
        strategy.Deployment.Identity?.Type ?? StrategyIdentity.Of(strategy.Row!.Template, strategy.Row.Symbol).Type;

    private static GateResult StreakGate(StrategyCase strategy, LifecyclePolicy policy) => GateResult.Of(
        Streak, strategy.Streak.Days, policy.StreakDays, 0.15, strategy.Streak.Days >= policy.StreakDays,
        Text($"It was in the top {policy.TopShare:P0} for {strategy.Streak.Days} days in a row: wait for {policy.StreakDays - strategy.Streak.Days} more."));

    // Weights of checks are decimal fractions whose sum may miss 1 by a rounding.
    private static GateResult EvidenceGate(StrategyCase strategy, LifecyclePolicy policy) => GateResult.Of(
        Evidence, strategy.Evidence?.Strength, policy.MinEvidence, 0.2, strategy.Evidence?.Strength >= policy.MinEvidence - 1e-9,
        strategy.Evidence?.Checks.FirstOrDefault(check => !check.Passed)?.Advice ?? "The cycle had too few days to judge whether it is luck: add history.");

    private static GateResult SurvivalGate(StrategyCase strategy, LifecyclePolicy policy)
    {
        var share = strategy.Survival?.Share;
        var advice = strategy.Survival switch
        {
            null => "How long the watch would have let it stay was not measured.",
            { Share: null } few => Text(
                $"Its history has {few.Stays} stays of {Monitoring.Survival.StayDays} days with a benchmark; judging takes {Monitoring.Survival.FewestStays}: add history."),
            var known => Text(
                $"Of {known.Stays} stays of {Monitoring.Survival.StayDays} days in its own history the watch would have ended {known.Stays - known.Lasted}, {known.Lagged} for their lag behind the benchmark and {known.Lost} for their loss: it would soon be back; choose one that keeps up with its market."),
        };
        return GateResult.Of(Survival, share, policy.MinSurvival, 0.1, policy.MinSurvival == 0 || share >= policy.MinSurvival, advice);
    }

    private static GateResult PaperGate(StrategyCase strategy) => GateResult.Of(
        PaperRecord, strategy.Paper?.Findings.Length, 0, 0.1, strategy.Paper is { Findings.Length: 0 },
        strategy switch
        {
            { Paper: { } paper } => $"On paper it shows {string.Join(", ", paper.Findings)}: wait until that is over.",
            { Deployment.Stage: not LifecycleStage.Paper } => "It is not on paper yet.",
            _ => $"Nobody has looked at it on paper for {PaperTrial.DaysFresh} days: wait for the next look, and see that the monitoring timer runs.",
        });

    private static GateResult RiskGate(StrategyCase strategy, LifecycleLimits limits, decimal wanted, string tightest, decimal room)
    {
        var breaches = LimitCompliance.FindBreaches(strategy.Row!, strategy.Parameters, limits).ToList();
        if (wanted <= 0)
            breaches.Add(new("risk budget", "its Sharpe ratio is not above 0, or there is no capital: no size is within the limit 'risk budget'."));
        else if (room <= 0)
            breaches.Add(new(tightest, $"the limit '{tightest}' leaves no room for {strategy.Row!.Symbol}."));
        return GateResult.Of(
            RiskLimits, breaches.Count, 0, 0.15, breaches.Count == 0,
            Text($"Refused by {string.Join(", ", breaches.Select(breach => breach.Limit))}: {string.Join(' ', breaches.Select(breach => breach.Message))}"));
    }

    private static GateResult DiversityGate(StrategyCase strategy, IReadOnlyList<StrategyCase> live, LifecyclePolicy policy, int types)
    {
        var type = TypeOf(strategy);
        var (count, alike) = (live.Count + 1, live.Count(one => TypeOf(one) == type) + 1);
        var most = TypeShare.MostAlike(count, types, policy.MaxTypeShare);
        return GateResult.Of(
            Diversity, (double)alike / count, (double)most / count, 0.1, alike <= most,
            Text($"{alike} of {count} live strategies would be of type {type}, {most} may be: wait until others are live, or demote one of its type."));
    }

    private static GateResult CorrelationGate(StrategyCase strategy, IReadOnlyList<StrategyCase> live, LifecyclePolicy policy)
    {
        var pairs = live.Select(other => (
            other.Deployment.StrategyId,
            Correlation: CorrelationOf(strategy, other, policy.MinDays))).ToList();
        var unknown = pairs.FirstOrDefault(pair => pair.Correlation is null).StrategyId;
        var closest = pairs.OrderByDescending(pair => pair.Correlation).FirstOrDefault();
        var advice = unknown is not null
            ? $"How it goes together with '{unknown}' is not known: fewer than {policy.MinDays} common days with varying returns."
            : Text($"It goes together with '{closest.StrategyId}', which is live: {closest.Correlation:F2}. Keep the better of the two.");
        return GateResult.Of(
            Correlation, closest.Correlation, policy.MaxCorrelation, 0.1, unknown is null && !(closest.Correlation >= policy.MaxCorrelation), advice);
    }

    // What went together lately counts too, whatever it did out-of-sample: it is what the watch will measure.
    private static double? CorrelationOf(StrategyCase one, StrategyCase other, int minDays)
    {
        var before = one.Returns is { } mine && other.Returns is { } its ? CommonDays.Correlation(mine, its, minDays) : null;
        var lately = one.Recent is { } now && other.Recent is { } then ? CommonDays.Correlation(now, then, minDays) : null;
        return before is null ? null : Math.Max(before.Value, lately ?? before.Value);
    }

    private static GateResult RegimeGate(StrategyCase strategy, LifecyclePolicy policy)
    {
        var fit = strategy.Regime;
        var passed = fit is { Stale: false, Sharpe: >= 0 };
        var advice = fit switch
        {
            null => "How it does in the present regime was not measured.",
            { Stale: true } => $"The regime of {strategy.Row!.Symbol} is stale: update its market data.",
            { Sharpe: null } when fit.Days >= policy.MinDays => Text($"It has earned and lost nothing in the present regime ({fit.Present}): wait for another regime."),
            { Sharpe: null } => Text($"It has {fit.Days} days in the present regime ({fit.Present}): wait for {policy.MinDays}, or for another regime."),
            _ => Text($"It has lost in the present regime ({fit.Present}), Sharpe ratio {fit.Sharpe:F2}: wait for another regime."),
        };
        return GateResult.Of(Regime, fit?.Sharpe, 0, 0.1, passed, advice);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
