using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Serverless.Core.Lifecycle;

namespace Serverless.Functions.Orchestrations;

/// <summary>Takes many strategies out of service at once, in the order given; one that cannot be does not hold up the others.</summary>
public static class DeactivateStrategies
{
    /// <summary>Ends with an outcome for every strategy.</summary>
    [Function(nameof(DeactivateStrategies))]
    public static async Task<IReadOnlyList<DeactivationOutcome>> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, Input input) =>
        await Task.WhenAll(input.StrategyIds.Select(id => DeactivateAsync(context, input, id)));

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
    /// <param name="StrategyIds">Whom it is about.</param>
    /// <param name="Author">Who ordered it.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="RequestedAt">When.</param>
    public sealed record Input(string OperationId, IReadOnlyList<string> StrategyIds, TransitionAuthor Author, string Reason, DateTimeOffset RequestedAt);
}
