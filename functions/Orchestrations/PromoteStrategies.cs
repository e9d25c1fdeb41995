using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Serverless.Core.Lifecycle;
using Serverless.Core.MarketData;
using Serverless.Functions.Activities;
using Serverless.Functions.Entities;

namespace Serverless.Functions.Orchestrations;

/// <summary>What follows from a cycle's scorecard: count the streaks, hold strategies against the gates, and carry out what was decided, one by one.</summary>
public static class PromoteStrategies
{
    /// <summary>Ends when every decision was carried out, refused, or waits for a person.</summary>
    [Function(nameof(PromoteStrategies))]
    public static async Task<PromotionOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, Input input)
    {
        var now = context.Now();
        var roster = await context.CallActivityAsync<Roster>(nameof(ReadRoster), input.Cycle.CycleId, Retries.Storage);
        var strategies = await Task.WhenAll(roster.Strategies.Select(entry => ObserveAsync(context, entry, DateOnly.FromDateTime(now.UtcDateTime), roster.Policy)));
        var ledger = await context.Entities.CallEntityAsync<CapitalLedgerState>(CapitalLedger.Id, nameof(CapitalLedger.Open), roster.Policy);
        var limits = await context.Entities.CallEntityAsync<LifecycleLimits>(PromotionLimits.Id, nameof(PromotionLimits.Get));
        var plan = await context.CallActivityAsync<PromotionPlan>(
            nameof(PlanPromotions),
            new PlanPromotions.Input(input.Cycle, input.Datasets, roster with { Strategies = strategies }, ledger, limits, now),
            Retries.Storage);
        var done = 0;
        for (var i = 0; i < plan.Requests.Count; i++)
        {
            var request = plan.Requests[i];
            // Nobody loses a seat to a promotion that will be refused, which is the next.
            if (request.Trigger != LifecycleTrigger.Displace || await StandsAsync(context, plan.Requests[i + 1]))
                done += (await context.CallTransitionAsync(request)).IsDone ? 1 : 0;
        }

        foreach (var held in plan.Held)
            await HoldAsync(context, input.Cycle, held);
        return new PromotionOutcome(plan.Decided, plan.LiveCandidates, done, plan.Requests.Count - done, plan.Held.Count);
    }

    private static async Task<bool> StandsAsync(TaskOrchestrationContext context, TransitionRequest request) =>
        (await context.Entities.CallEntityAsync<Deployment>(StrategyDeployment.IdOf(request.StrategyId), nameof(StrategyDeployment.Get))).Apply(request).IsDone;

    // The cycle does not wait with it. Who asked for the cycle has asked for what it promotes.
    private static async Task HoldAsync(TaskOrchestrationContext context, CycleReference cycle, HeldPromotion held)
    {
        var deployment = await context.Entities.CallEntityAsync<Deployment>(StrategyDeployment.IdOf(held.Promotion.StrategyId), nameof(StrategyDeployment.Get));
        var promotion = held.Promotion with { IfMatch = deployment.ETag, Author = held.Promotion.Author with { OnBehalfOf = cycle.RequestedBy } };
        await context.CallActivityAsync<string>(nameof(RequestApproval), new RequestApproval.Input(promotion, held.Room), Retries.Storage);
    }

    // What has no rank in this cycle is not observed: its streak is as it was.
    private static async Task<RosterEntry> ObserveAsync(TaskOrchestrationContext context, RosterEntry entry, DateOnly day, LifecyclePolicy policy)
    {
        var streak = Streak.IdOf(entry.Deployment.StrategyId);
        var state = entry.InTop is { } inTop
            ? await context.Entities.CallEntityAsync<StreakState>(streak, nameof(Streak.Observe), new Streak.Observation(day, inTop, policy.MaxMissedDays))
            : await context.Entities.CallEntityAsync<StreakState>(streak, nameof(Streak.Get));
        return entry with { Streak = state };
    }

    /// <param name="Cycle">The cycle whose scorecard is published.</param>
    /// <param name="Datasets">The series that it evaluated.</param>
    public sealed record Input(CycleReference Cycle, IReadOnlyList<DatasetInfo> Datasets);
}
