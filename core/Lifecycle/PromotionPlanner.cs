using System.Collections.Immutable;
using System.Globalization;

namespace Serverless.Core.Lifecycle;

/// <summary>
/// Decides after a cycle: who becomes a candidate, goes on paper or live, lapses, or gives its seat to a better one. The best are decided first, and
/// each decision knows those before it. A strategy that is paused, retired or live is not promoted; what ends a live one besides a better
/// newcomer is monitoring's to say.
/// </summary>
public sealed class PromotionPlanner
{
    private static readonly TransitionAuthor Rule = TransitionAuthor.Rule("promotion");

    private readonly PromotionContext context;
    private readonly Dictionary<string, StrategyCase> live;
    private readonly int types;
    private CapitalLedgerState ledger;

    private PromotionPlanner(PromotionContext context, IReadOnlyList<StrategyCase> strategies)
    {
        this.context = context;
        ledger = context.Ledger;
        live = strategies.Where(one => one.Deployment.Stage == LifecycleStage.Live).ToDictionary(one => one.Deployment.StrategyId);
        types = live.Values.Concat(strategies.Where(CouldGoLive)).Select(PromotionGates.TypeOf).Distinct().Count();
    }

    /// <summary>One decision per strategy, in the order in which they were made and must be carried out.</summary>
    /// <param name="context">The circumstances.</param>
    /// <param name="strategies">Those of the scorecard, and every other that is a candidate, on paper or live.</param>
    public static IReadOnlyList<PromotionDecision> Plan(PromotionContext context, IReadOnlyList<StrategyCase> strategies)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(strategies);
        var planner = new PromotionPlanner(context, strategies);
        return [.. strategies
            .OrderByDescending(one => one.Score ?? double.NegativeInfinity)
            .ThenBy(one => one.Deployment.StrategyId, StringComparer.Ordinal)
            .Select(planner.Decide)];
    }

    private PromotionDecision Decide(StrategyCase strategy)
    {
        var deployment = strategy.Deployment;
        GateReport? report = null;
        if (strategy.Row?.Rank is not null && deployment.Stage is not (LifecycleStage.Live or LifecycleStage.Retired))
            report = Evaluate(strategy);
        var (verdict, requests) = deployment.Stage switch
        {
            LifecycleStage.Live => ("Keeps its seat.", []),
            LifecycleStage.Retired => ("Retired; an operator may reinstate it.", []),
            LifecycleStage.Candidate or LifecycleStage.Paper when HasLapsed(strategy) => Lapse(strategy),
            _ when deployment.Standing.Paused => ("Paused; nothing is decided.", []),
            _ when report is null => ("No rank in this cycle; nothing is decided.", []),
            _ when Refused(report) is { } refused => (refused, []),
            LifecycleStage.Research => FromResearch(strategy),
            LifecycleStage.Candidate => FromCandidate(strategy),
            _ => FromPaper(strategy, report),
        };
        return new PromotionDecision(
            deployment.StrategyId,
            deployment.Stage,
            strategy.Row?.Rank,
            strategy.Streak.Days,
            report,
            deployment.Stage == LifecycleStage.Paper && report is { Passed: true },
            verdict,
            requests);
    }

    // Held against those that would be live beside it: with no seat free, the one whose seat it would take is not among them.
    private GateReport Evaluate(StrategyCase strategy)
    {
        var victim = FindVictim(strategy)?.Deployment.StrategyId;
        return PromotionGates.Evaluate(
            strategy, [.. live.Values.Where(one => one.Deployment.StrategyId != victim)], ledger.Total, context.Policy, context.Limits, types);
    }

    private StrategyCase? FindVictim(StrategyCase newcomer) =>
        ledger.FreeSeats == 0 ? Displacement.Choose(newcomer, live.Values, context.Now, context.Policy) : null;

    private bool CouldGoLive(StrategyCase strategy) =>
        strategy is { Row.Rank: not null, Deployment: { Stage: LifecycleStage.Paper, Standing.Paused: false } }
        && Evaluate(strategy).Gates.All(gate => gate.Passed || gate.Name == PromotionGates.Diversity);

    private bool HasLapsed(StrategyCase strategy) => strategy.Streak.DaysOutOfTop(context.Today) >= context.Policy.LapseDays;

    // What violates today's limits is not run at all, on paper neither.
    private static string? Refused(GateReport report) => report.Gates.First(gate => gate.Name == PromotionGates.RiskLimits).Advice;

    private (string, ImmutableArray<TransitionRequest>) Lapse(StrategyCase strategy) => (
        "Back to research.",
        [Request(strategy, LifecycleTrigger.Lapse, $"It was out of the top for {strategy.Streak.DaysOutOfTop(context.Today)} days.")]);

    private (string, ImmutableArray<TransitionRequest>) FromResearch(StrategyCase strategy) => strategy.InTop
        ? ("Becomes a candidate.", [Request(strategy, LifecycleTrigger.Promote, $"It is in the top {Percent(context.Policy.TopShare)} of the cycle.")])
        : ("Not in the top.", []);

    private (string, ImmutableArray<TransitionRequest>) FromCandidate(StrategyCase strategy) => strategy.Streak.Days >= context.Policy.PaperStreakDays
        ? ("Goes on paper.", [Request(strategy, LifecycleTrigger.Promote, $"It was in the top {Percent(context.Policy.TopShare)} for {strategy.Streak.Days} days in a row.")])
        : ($"In the top for {strategy.Streak.Days} of {context.Policy.PaperStreakDays} days.", []);

    private (string, ImmutableArray<TransitionRequest>) FromPaper(StrategyCase strategy, GateReport report)
    {
        if (!report.Passed)
            return (report.Advice!, []);
        var victim = FindVictim(strategy);
        if (ledger.FreeSeats < 0)
            return ($"{ledger.Holdings.Count} are live on {ledger.Seats} seats: wait until enough have left.", []);
        if (ledger.FreeSeats == 0 && victim is null)
            return ($"All {ledger.Seats} seats are taken, and it is not better than one of them by {Percent(context.Policy.DisplacementMargin)}.", []);
        var without = victim is null ? ledger : ledger.Return($"plan/{victim.Deployment.StrategyId}", victim.Deployment.StrategyId, victim.Value).After;
        var capital = Math.Min(report.RecommendedCapital, without.Free);
        if (capital <= 0)
            return ("The reserve is empty.", []);

        var requests = ImmutableArray.CreateBuilder<TransitionRequest>();
        if (victim is not null)
        {
            live.Remove(victim.Deployment.StrategyId);
            requests.Add(Displaced(victim, strategy));
        }

        var promotion = Promotion(strategy, report, capital);
        requests.Add(promotion);
        ledger = without.Reserve($"plan/{promotion.OperationId}", strategy.Deployment.StrategyId, capital).After;
        live.Add(strategy.Deployment.StrategyId, strategy with { Deployment = strategy.Deployment.Apply(promotion).Deployment });
        return (victim is null ? "Goes live." : $"Goes live in the seat of '{victim.Deployment.StrategyId}'.", requests.ToImmutable());
    }

    private TransitionRequest Displaced(StrategyCase victim, StrategyCase newcomer)
    {
        var evidence = ImmutableSortedDictionary<string, string>.Empty
            .Add("newcomer", newcomer.Deployment.StrategyId)
            .Add("newcomer.score", Text(newcomer.Score))
            .Add("score", Text(victim.Score));
        return Request(victim, LifecycleTrigger.Displace, $"All {ledger.Seats} seats are taken; it is the lowest, and '{newcomer.Deployment.StrategyId}' is better.") with { Evidence = evidence, Value = victim.Value };
    }

    private TransitionRequest Promotion(StrategyCase strategy, GateReport report, decimal capital)
    {
        var evidence = report.Gates.ToImmutableSortedDictionary(gate => $"gate.{gate.Name}", gate => $"{Text(gate.Value)} of {Text(gate.Threshold)}");
        return Request(strategy, LifecycleTrigger.Promote, $"It passes all gates after {strategy.Streak.Days} days in the top.") with { Evidence = evidence, Capital = capital };
    }

    private TransitionRequest Request(StrategyCase strategy, LifecycleTrigger trigger, string reason)
    {
        var evidence = ImmutableSortedDictionary<string, string>.Empty
            .Add("rank", strategy.Row?.Rank?.ToString(CultureInfo.InvariantCulture) ?? "none")
            .Add("streakDays", strategy.Streak.Days.ToString(CultureInfo.InvariantCulture));
        return new TransitionRequest
        {
            OperationId = $"{context.CycleId}/{strategy.Deployment.StrategyId}/{trigger}",
            StrategyId = strategy.Deployment.StrategyId,
            Trigger = trigger,
            Author = Rule,
            Reason = reason,
            Evidence = evidence,
            RequestedAt = context.Now,
            From = strategy.Deployment.Stage,
            Identity = strategy.Deployment.Identity ?? (strategy.Row is { } row ? StrategyIdentity.Of(row.Template, row.Symbol) : null),
        };
    }

    private static string Percent(double share) => share.ToString("P0", CultureInfo.InvariantCulture);

    private static string Text(double? figure) => figure?.ToString("R", CultureInfo.InvariantCulture) ?? "none";
}
