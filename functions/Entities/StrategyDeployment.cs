using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Entities;
using Serverless.Core.Lifecycle;

namespace Serverless.Functions.Entities;

/// <summary>The deployment of one strategy, whose id is the key. Only <see cref="Orchestrations.ApplyTransition"/> changes it.</summary>
public sealed class StrategyDeployment : TaskEntity<Deployment>
{
    /// <summary>The entity of <paramref name="strategyId"/>.</summary>
    public static EntityInstanceId IdOf(string strategyId) => new(nameof(StrategyDeployment), strategyId);

    /// <summary>Where it stands.</summary>
    public Deployment Get() => State;

    /// <summary>Does what <paramref name="request"/> asks for, unless it is refused or was done before.</summary>
    public TransitionOutcome Apply(TransitionRequest request)
    {
        var outcome = State.Apply(request);
        State = outcome.Deployment;
        return outcome;
    }

    /// <summary>Entry point of the host.</summary>
    [Function(nameof(StrategyDeployment))]
    public static Task DispatchAsync([EntityTrigger] TaskEntityDispatcher dispatcher) => dispatcher.DispatchAsync<StrategyDeployment>();

    /// <inheritdoc/>
    protected override Deployment InitializeState(TaskEntityOperation entityOperation) => new() { StrategyId = entityOperation.Context.Id.Key };
}
