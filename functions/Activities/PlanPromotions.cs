using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Audit;
using Serverless.Core.Lifecycle;
using Serverless.Core.MarketData;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.State;

namespace Serverless.Functions.Activities;

/// <summary>Decides what a cycle means for the strategies that it is about.</summary>
public sealed class PlanPromotions(PromotionCases cases, RunStore runs, DeploymentTable deployments, Approvals approvals, CycleTrail trail)
{
    /// <summary>Stores every decision with its gates once, appends <c>promotion.decided</c> with their hash, and shows them in table <c>Deployments</c>.</summary>
    [Function(nameof(PlanPromotions))]
    public async Task<PromotionPlan> RunAsync([ActivityTrigger] Input input, CancellationToken cancellation)
    {
        var context = new PromotionContext(input.Cycle.CycleId, input.OccurredAt, input.Roster.Policy, input.Limits, input.Ledger);
        var strategies = await cases.LoadAsync(input, cancellation);
        IReadOnlyList<PromotionDecision> decisions = [.. PromotionPlanner.Plan(context, strategies).Select(Told)];
        var stored = await runs.PutJsonOnceAsync(RunBlobs.Promotions(input.Cycle.CycleId), decisions, cancellation);
        var plan = new PromotionPlan(
            decisions.Count,
            decisions.Count(decision => decision.IsLiveCandidate),
            [.. decisions.Where(decision => !IsHeld(decision)).SelectMany(decision => decision.Requests)],
            [.. decisions.Where(IsHeld).Select(decision => new HeldPromotion(decision.Requests[^1], decision.Requests is [var room, _] ? room : null))]);
        await trail.AppendAsync(Entry(input, plan) with { ContentHash = stored.Sha256 }, cancellation);
        await deployments.SetStandingsAsync(strategies.Join(decisions, one => one.Deployment.StrategyId, decision => decision.StrategyId, (one, decision) => (
            decision.StrategyId, one.Deployment.Identity ?? IdentityOf(one), DeploymentStanding.Of(input.Cycle.CycleId, input.OccurredAt, decision, one.Row?.Score?.Value))), cancellation);
        return plan;
    }

    private bool IsHeld(PromotionDecision decision) => decision.Requests is [.., { Trigger: LifecycleTrigger.Promote } promotion] && approvals.IsHeld(promotion);

    private PromotionDecision Told(PromotionDecision decision) =>
        IsHeld(decision) ? decision with { Verdict = $"Waits for a person's approval, since it takes more than {approvals.Limit}: {decision.Verdict}" } : decision;

    private static StrategyIdentity? IdentityOf(StrategyCase one) => one.Row is { } row ? StrategyIdentity.Of(row.Template, row.Symbol) : null;

    private static AuditEvent Entry(Input input, PromotionPlan plan) =>
        CycleTrail.Event(input.Cycle, "promotion", "promotion.decided", input.Cycle.CycleId, input.OccurredAt, "promotion") with
        {
            Details =
            [
                new("strategies", plan.Decided.ToString(CultureInfo.InvariantCulture)),
                new("liveCandidates", plan.LiveCandidates.ToString(CultureInfo.InvariantCulture)),
                new("requests", plan.Requests.Count.ToString(CultureInfo.InvariantCulture)),
                new("freeSeats", input.Ledger.FreeSeats.ToString(CultureInfo.InvariantCulture)),
                new("held", plan.Held.Count.ToString(CultureInfo.InvariantCulture)),
                new("reserve", input.Ledger.Free.ToString(CultureInfo.InvariantCulture)),
            ],
        };

    /// <param name="Cycle">The cycle.</param>
    /// <param name="Datasets">The series that it evaluated.</param>
    /// <param name="Roster">Whom it decides about, with their streaks.</param>
    /// <param name="Ledger">Seats and capital.</param>
    /// <param name="Limits">Today's limits.</param>
    /// <param name="OccurredAt">When.</param>
    public sealed record Input(
        CycleReference Cycle, IReadOnlyList<DatasetInfo> Datasets, Roster Roster, CapitalLedgerState Ledger, LifecycleLimits Limits, DateTimeOffset OccurredAt);
}
