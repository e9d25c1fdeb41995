namespace Serverless.Core.Lifecycle;

/// <summary>The circumstances of the decisions after a cycle.</summary>
/// <param name="CycleId">The cycle.</param>
/// <param name="Now">The time of the decisions.</param>
/// <param name="Policy">Thresholds.</param>
/// <param name="Limits">Today's limits.</param>
/// <param name="Ledger">Seats and capital.</param>
public sealed record PromotionContext(string CycleId, DateTimeOffset Now, LifecyclePolicy Policy, LifecycleLimits Limits, CapitalLedgerState Ledger)
{
    internal DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);
}
