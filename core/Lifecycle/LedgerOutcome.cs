namespace Serverless.Core.Lifecycle;

/// <summary>What the ledger did.</summary>
/// <param name="Refusal">Why it did nothing; null when it was done, now or under the same operation id before.</param>
/// <param name="Message">The refusal in words; null when it was done.</param>
/// <param name="Amount">What was reserved, committed or given back.</param>
public sealed record LedgerOutcome(TransitionRefusal? Refusal, string? Message, decimal Amount)
{
    /// <summary>Whether it was done.</summary>
    public bool IsDone => Refusal is null;
}
