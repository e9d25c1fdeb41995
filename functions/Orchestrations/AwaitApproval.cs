using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Serverless.Core.Lifecycle;
using Serverless.Functions.Activities;
using Serverless.Functions.Entities;

namespace Serverless.Functions.Orchestrations;

/// <summary>
/// Has a transition wait until a second person approves it: recorded when it is asked for, when it is decided, and when nobody decides in time. What was approved is
/// done only on the state that it was asked for.
/// </summary>
public static class AwaitApproval
{
    /// <summary>Name of the event that brings a <see cref="ApprovalDecision"/>.</summary>
    public const string DecisionEvent = "decision";

    /// <summary>Ends with what became of the request.</summary>
    [Function(nameof(AwaitApproval))]
    public static async Task<ApprovalOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, Input input)
    {
        await RecordAsync(context, input, ApprovalStatus.Pending, null);
        if (await DecisionAsync(context, input) is not { } decision)
        {
            await RecordAsync(context, input, ApprovalStatus.Expired, null);
            return new ApprovalOutcome(ApprovalStatus.Expired);
        }

        await RecordAsync(context, input, decision.Approved ? ApprovalStatus.Approved : ApprovalStatus.Rejected, decision);
        if (!decision.Approved)
            return new ApprovalOutcome(ApprovalStatus.Rejected, decision);
        var request = input.Request with { Evidence = input.Request.Evidence.SetItem("approvedBy", decision.Author.Name).SetItem("approval", input.ApprovalId) };
        var outcome = await MakeRoomAsync(context, input) ?? await context.CallTransitionAsync(request);
        return new ApprovalOutcome(outcome.IsDone ? ApprovalStatus.Approved : ApprovalStatus.Refused, decision, outcome.Message);
    }

    // Nobody loses a seat to a promotion that is not done: what has changed since is refused as such.
    private static async Task<TransitionOutcome?> MakeRoomAsync(TaskOrchestrationContext context, Input input)
    {
        if (input.Room is not { } room)
            return null;
        var deployment = await context.Entities.CallEntityAsync<Deployment>(StrategyDeployment.IdOf(input.Request.StrategyId), nameof(StrategyDeployment.Get));
        if (deployment.ETag != input.Request.IfMatch)
            return null;
        // It gives back what it is worth when it goes, not when the promotion was planned.
        var displaced = await context.Entities.CallEntityAsync<Deployment>(StrategyDeployment.IdOf(room.StrategyId), nameof(StrategyDeployment.Get));
        var worth = await context.CallActivityAsync<decimal?>(nameof(ValueCapital), displaced, Retries.Storage);
        var made = await context.CallTransitionAsync(room with { Value = worth ?? room.Value });
        return made.IsDone ? null : made;
    }

    // Whoever asked may withdraw, not approve: that is checked here too, whoever raises the event.
    private static async Task<ApprovalDecision?> DecisionAsync(TaskOrchestrationContext context, Input input)
    {
        using var decidedFirst = new CancellationTokenSource();
        var expiry = context.CreateTimer(input.ExpiresAt.UtcDateTime, decidedFirst.Token);
        while (true)
        {
            var decided = context.WaitForExternalEvent<ApprovalDecision>(DecisionEvent);
            if (await Task.WhenAny(decided, expiry) == expiry)
                return null;
            var decision = await decided;
            if (decision.Approved && input.Request.Author.Involves(decision.Author.Name))
                continue;
            decidedFirst.Cancel(); // not CancelAsync, which leaves the orchestration's thread
            return decision;
        }
    }

    private static Task RecordAsync(TaskOrchestrationContext context, Input input, ApprovalStatus status, ApprovalDecision? decision) =>
        context.CallActivityAsync(nameof(RecordApproval), new RecordApproval.Input(input, status, decision, context.Now()), Retries.Storage);

    /// <param name="ApprovalId">Id of the request, and of the instance.</param>
    /// <param name="Request">What is to be done.</param>
    /// <param name="Limit">The capital above which a second person is needed.</param>
    /// <param name="ExpiresAt">Until when it waits.</param>
    /// <param name="Room">What makes room for it, done once it is approved; null when there is room.</param>
    public sealed record Input(string ApprovalId, TransitionRequest Request, decimal Limit, DateTimeOffset ExpiresAt, TransitionRequest? Room = null);
}
