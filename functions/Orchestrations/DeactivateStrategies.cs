using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Serverless.Core.Lifecycle;
using Serverless.Functions.Activities;
using Serverless.Functions.Entities;

namespace Serverless.Functions.Orchestrations;

/// <summary>
/// Takes many strategies out of service at once, in the order given; one that cannot be does not hold up the others. Then it looks again, while no transition is
/// under way: what has come into the group meanwhile goes too.
/// </summary>
public static class DeactivateStrategies
{
    /// <summary>Ends with an outcome for every strategy.</summary>
    [Function(nameof(DeactivateStrategies))]
    public static async Task<IReadOnlyList<DeactivationOutcome>> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, Input input)
    {
        var outcomes = new List<DeactivationOutcome>();
        var ids = input.StrategyIds;
        do
        {
            outcomes.AddRange(await Task.WhenAll(ids.Select(id => DeactivateAsync(context, input, id))));
            ids = [.. (await LookAgainAsync(context, input.Group)).Except(outcomes.Select(outcome => outcome.StrategyId))];
        }
        while (ids.Count > 0);
        return outcomes;
    }

    // Every transition holds the ledger until it is in the table.
    private static async Task<IReadOnlyList<string>> LookAgainAsync(TaskOrchestrationContext context, StrategyGroup group)
    {
        await using var locks = await context.Entities.LockEntitiesAsync(CapitalLedger.Id);
        return await context.CallActivityAsync<IReadOnlyList<string>>(nameof(ListGroup), group, Retries.Storage);
    }

    private static async Task<DeactivationOutcome> DeactivateAsync(TaskOrchestrationContext context, Input input, string strategyId)
    {
        var request = new TransitionRequest
        {
            OperationId = $"{input.OperationId}/{strategyId}",
            StrategyId = strategyId,
            Trigger = LifecycleTrigger.Deactivate,
            Author = input.Author,
            Reason = input.Reason,
            RequestedAt = input.RequestedAt,
        };
        try
        {
            var outcome = await context.CallTransitionAsync(request);
            return new DeactivationOutcome(strategyId, outcome.IsDone, outcome.Message);
        }
        catch (TaskFailedException failure)
        {
            return new DeactivationOutcome(strategyId, Done: false, failure.FailureDetails.ErrorMessage);
        }
    }

    /// <param name="OperationId">Id of the order.</param>
    /// <param name="Group">Whom it is about.</param>
    /// <param name="StrategyIds">Those who they were when it was ordered.</param>
    /// <param name="Author">Who ordered it.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="RequestedAt">When.</param>
    public sealed record Input(
        string OperationId, StrategyGroup Group, IReadOnlyList<string> StrategyIds, TransitionAuthor Author, string Reason, DateTimeOffset RequestedAt);
}
