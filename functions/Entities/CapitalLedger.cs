using System.Collections.Immutable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Entities;
using Serverless.Core.Lifecycle;

namespace Serverless.Functions.Entities;

/// <summary>The one ledger of seats and capital. One operation runs at a time, so that two promotions never take the last seat.</summary>
public sealed class CapitalLedger : TaskEntity<CapitalLedgerState>
{
    /// <summary>The entity.</summary>
    public static EntityInstanceId Id { get; } = new(nameof(CapitalLedger), "capital");

    /// <summary>Puts today's settings into force, and tells seats and capital; not what operations are kept to recognise repeats.</summary>
    public CapitalLedgerState Open(LifecyclePolicy policy)
    {
        State = State.Under(policy.Seats, policy.Capital);
        return State with { Outcomes = ImmutableDictionary<string, LedgerOutcome>.Empty, Operations = [] };
    }

    /// <summary>See <see cref="CapitalLedgerState.Reserve"/>.</summary>
    public LedgerOutcome Reserve(LedgerOperation operation) => Keep(State.Reserve(operation.Id, operation.StrategyId, operation.Amount ?? 0));

    /// <summary>See <see cref="CapitalLedgerState.Commit"/>.</summary>
    public LedgerOutcome Commit(LedgerOperation operation) => Keep(State.Commit(operation.Id, operation.StrategyId));

    /// <summary>See <see cref="CapitalLedgerState.Cancel"/>; the operation is the one that reserved.</summary>
    public void Cancel(LedgerOperation reservation) => State = State.Cancel(reservation.Id, reservation.StrategyId);

    /// <summary>See <see cref="CapitalLedgerState.Return"/>.</summary>
    public LedgerOutcome Return(LedgerOperation operation) => Keep(State.Return(operation.Id, operation.StrategyId, operation.Amount));

    /// <summary>Entry point of the host.</summary>
    [Function(nameof(CapitalLedger))]
    public static Task DispatchAsync([EntityTrigger] TaskEntityDispatcher dispatcher) => dispatcher.DispatchAsync<CapitalLedger>();

    private LedgerOutcome Keep((CapitalLedgerState After, LedgerOutcome Outcome) result)
    {
        State = result.After;
        return result.Outcome;
    }
}
