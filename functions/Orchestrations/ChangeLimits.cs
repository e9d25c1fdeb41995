using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Serverless.Core.Lifecycle;
using Serverless.Functions.Activities;
using Serverless.Functions.Entities;

namespace Serverless.Functions.Orchestrations;

/// <summary>Changes today's limits: recorded first, then in force.</summary>
public static class ChangeLimits
{
    /// <summary>Ends with whether they were changed: not when they were others than those that the request was made for.</summary>
    [Function(nameof(ChangeLimits))]
    public static async Task<bool> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, Input input)
    {
        await using var locks = await context.Entities.LockEntitiesAsync(PromotionLimits.Id);
        var before = PromotionLimits.ETagOf(await context.Entities.CallEntityAsync<LifecycleLimits>(PromotionLimits.Id, nameof(PromotionLimits.Get)));
        if (before != input.IfMatch)
            return false;
        await context.CallActivityAsync(nameof(RecordLimits), new RecordLimits.Input(input, before), Retries.Storage);
        await context.Entities.CallEntityAsync(PromotionLimits.Id, nameof(PromotionLimits.Set), input.Limits);
        return true;
    }

    /// <param name="OperationId">Id of the change.</param>
    /// <param name="Limits">The new limits.</param>
    /// <param name="Author">Who asks.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="IfMatch">ETag of the limits that it was decided on.</param>
    /// <param name="RequestedAt">When.</param>
    public sealed record Input(
        string OperationId, LifecycleLimits Limits, TransitionAuthor Author, string Reason, string IfMatch, DateTimeOffset RequestedAt);
}
