namespace Microsoft.DurableTask.Embedded.Explain;

/// <param name="State">running, queued, or answered: its result waits for the next step.</param>
/// <param name="Attempt">From 1; more when a retry policy or handler made the call again.</param>
/// <param name="Since">When it was scheduled.</param>
internal sealed record OpenActivity(int Id, string Name, int Attempt, DateTime Since, string State)
{
    public DateTime? RunningSince { get; init; }

    /// <summary>From 1.</summary>
    public int? QueuePosition { get; init; }

    /// <summary>The limit of this activity that holds it back.</summary>
    public int? ConcurrencyLimit { get; init; }
}

internal sealed record OpenTimer(int Id, DateTime Due);

/// <param name="Status">Of the child; null when there is none, as after a purge.</param>
internal sealed record OpenSubOrchestration(int Id, string Name, string InstanceId, int Attempt, DateTime Since, string? Status);

/// <param name="LockedBy">The orchestration that keeps the entity busy; null when none does.</param>
internal sealed record OpenEntityCall(int Id, string EntityId, string Operation, DateTime Since, string? LockedBy);

/// <param name="IsHeld">Whether the code is inside the critical section, or still waits to enter it.</param>
/// <param name="LockedBy">Another orchestration that the wait is for.</param>
internal sealed record OpenLock(int Id, IReadOnlyList<string> EntityIds, bool IsHeld, string? LockedBy);

internal sealed record EventCount(string Name, int Count);
