using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Entities;
using Serverless.Core.Regimes;

namespace Serverless.Functions.Entities;

/// <summary>The present volatility regime of one symbol, which is the key.</summary>
public sealed class Regime : TaskEntity<RegimeState>
{
    /// <summary>The entity of <paramref name="symbol"/>.</summary>
    public static EntityInstanceId IdOf(string symbol) => new(nameof(Regime), symbol);

    /// <summary>Takes a classification, unless it is of an earlier time than the present one, and tells whether it is another one than at the last
    /// change.</summary>
    public RegimeChange? Observe(RegimeSnapshot snapshot)
    {
        (State, var change) = State.After(snapshot);
        return change;
    }

    /// <summary>The last change that counted; null while there was none.</summary>
    public RegimeChange? LastChange() => State.LastChange;

    /// <summary>Entry point of the host.</summary>
    [Function(nameof(Regime))]
    public static Task DispatchAsync([EntityTrigger] TaskEntityDispatcher dispatcher) => dispatcher.DispatchAsync<Regime>();
}
