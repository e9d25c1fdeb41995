using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Serverless.Core.Lifecycle;
using Serverless.Functions.Activities;
using Serverless.Functions.Entities;

namespace Serverless.Functions.Orchestrations;

/// <summary>
/// The one way to change a deployment, for rules and operators alike: sign what raises the stakes, check, set capital aside, or value what is given back, record, take effect, settle the
/// capital, project.
/// Strategy and ledger are locked meanwhile, so that nothing comes between what was checked and what is done. A host that is killed
/// goes on where it was: ids of ledger operations and audit entries derive from the request's, and repeat nothing.
/// </summary>
/// <remarks>
/// Rules call it as a sub-orchestration whose instance id derives from <see cref="TransitionRequest.OperationId"/>; see <see cref="CallTransitionAsync"/>.
/// </remarks>
public static class ApplyTransition
{
    /// <summary>Ends with what became of the request; a refusal is recorded too.</summary>
    [Function(nameof(ApplyTransition))]
    public static async Task<TransitionOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, TransitionRequest input)
    {
        // Outside of the locks: a key that cannot be reached must not hold up what takes risk away.
        var problem = input.RaisesStakes ? await SignAsync(context, input) : null;
        await using var locks = await context.Entities.LockEntitiesAsync(StrategyDeployment.IdOf(input.StrategyId), CapitalLedger.Id);
        return await ApplyAsync(context, input, problem);
    }

    /// <summary>Asks for a transition from within another orchestration, and waits for what becomes of it.</summary>
    public static Task<TransitionOutcome> CallTransitionAsync(this TaskOrchestrationContext context, TransitionRequest request) =>
        context.CallSubOrchestratorAsync<TransitionOutcome>(nameof(ApplyTransition), request, new TaskOptions().WithInstanceId(InstanceIdOf(request.OperationId)));

    /// <summary>Id of the instance that does what an operation asks for; the engine takes no slashes.</summary>
    public static string InstanceIdOf(string operationId) => $"transition:{operationId.Replace('/', ':')}";

    // Why the decision could not be signed; null when it was.
    private static async Task<string?> SignAsync(TaskOrchestrationContext context, TransitionRequest request)
    {
        try
        {
            await context.CallActivityAsync(nameof(SignDecision), request, Retries.Storage);
            return null;
        }
        catch (TaskFailedException failure)
        {
            return $"'{request.StrategyId}' stays as it is, since the decision could not be signed: {failure.FailureDetails.ErrorMessage}";
        }
    }

    private static async Task<TransitionOutcome> ApplyAsync(TaskOrchestrationContext context, TransitionRequest request, string? unsigned)
    {
        var deployment = StrategyDeployment.IdOf(request.StrategyId);
        var before = await context.Entities.CallEntityAsync<Deployment>(deployment, nameof(StrategyDeployment.Get));
        var planned = before.Apply(request);
        if (planned is { IsDone: true, Change: null })
            return planned;
        if (planned.IsDone && unsigned is not null)
            planned = new TransitionOutcome(before, null, TransitionRefusal.NotSigned, unsigned);
        if (planned.TakesSeat)
            planned = await ReserveAsync(context, request, before, planned);
        if (planned.GivesSeat && request.Value is null)
            request = request with { Value = await context.CallActivityAsync<decimal?>(nameof(ValueCapital), before, Retries.Storage) };
        await RecordAsync(context, request, before, planned);
        if (!planned.IsDone)
            return planned;
        var outcome = await context.Entities.CallEntityAsync<TransitionOutcome>(deployment, nameof(StrategyDeployment.Apply), request);
        if (planned.TakesSeat)
            await CallLedgerAsync(context, nameof(CapitalLedger.Commit), request, "commit");
        if (planned.GivesSeat)
            await CallLedgerAsync(context, nameof(CapitalLedger.Return), request, "return", request.Value);
        if (planned.EndsStreak)
            await context.Entities.SignalEntityAsync(Streak.IdOf(request.StrategyId), nameof(Streak.End));
        await context.CallActivityAsync(nameof(ProjectDeployment), outcome.Deployment, Retries.Storage);
        return outcome;
    }

    private static async Task<TransitionOutcome> ReserveAsync(
        TaskOrchestrationContext context, TransitionRequest request, Deployment before, TransitionOutcome planned)
    {
        var reserved = await CallLedgerAsync(context, nameof(CapitalLedger.Reserve), request, "reserve", request.Capital);
        return reserved.IsDone ? planned : new TransitionOutcome(before, null, reserved.Refusal, reserved.Message);
    }

    // What cannot be recorded does not happen: the seat is given back.
    private static async Task RecordAsync(TaskOrchestrationContext context, TransitionRequest request, Deployment before, TransitionOutcome planned)
    {
        try
        {
            await context.CallActivityAsync(nameof(RecordTransition), new RecordTransition.Input(request, before.ETag, planned), Retries.Storage);
        }
        catch (TaskFailedException) when (planned.TakesSeat)
        {
            await context.Entities.CallEntityAsync(CapitalLedger.Id, nameof(CapitalLedger.Cancel), new LedgerOperation($"{request.OperationId}/reserve", request.StrategyId));
            throw;
        }
    }

    private static Task<LedgerOutcome> CallLedgerAsync(
        TaskOrchestrationContext context, string operation, TransitionRequest request, string step, decimal? amount = null) =>
        context.Entities.CallEntityAsync<LedgerOutcome>(CapitalLedger.Id, operation, new LedgerOperation($"{request.OperationId}/{step}", request.StrategyId, amount));
}
