using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Entities;
using Serverless.Core.Regimes;

namespace Serverless.Functions.Entities;

/// <summary>The present regimes of the markets; there is one such entity.</summary>
public sealed class MarketRegime : TaskEntity<MarketRegimeMemory>
{
    /// <summary>The entity.</summary>
    public static EntityInstanceId Id { get; } = new(nameof(MarketRegime), "market");

    /// <summary>Takes the regimes of a time, and tells what they changed.</summary>
    public IReadOnlyList<RegimeChange> Observe(MarketRegimeState state)
    {
        (State, var changes) = State.After(state);
        return changes;
    }

    /// <summary>Entry point of the host.</summary>
    [Function(nameof(MarketRegime))]
    public static Task DispatchAsync([EntityTrigger] TaskEntityDispatcher dispatcher) => dispatcher.DispatchAsync<MarketRegime>();
}
