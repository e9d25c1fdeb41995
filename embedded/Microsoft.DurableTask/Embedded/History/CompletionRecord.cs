namespace Microsoft.DurableTask.Embedded.History;

/// <summary>The answer to the call of the same id; exactly one of result and failure counts.</summary>
internal abstract record CompletionRecord(int Id) : HistoryRecord;

internal sealed record TaskCompleted(int Id, string? Result) : CompletionRecord(Id);

internal sealed record TaskFailed(int Id, TaskFailureDetails Failure) : CompletionRecord(Id);

internal sealed record SubOrchestrationCompleted(int Id, string? Result) : CompletionRecord(Id);

internal sealed record SubOrchestrationFailed(int Id, TaskFailureDetails Failure) : CompletionRecord(Id);

internal sealed record TimerFired(int Id, DateTime FireAt) : CompletionRecord(Id);

internal sealed record EntityResponded(int Id, string? Result, TaskFailureDetails? Failure) : CompletionRecord(Id);

/// <summary>All entities of the critical section are locked; carries what a release needs, in case nobody wants the lock any more.</summary>
internal sealed record EntityLockGranted(LockKey Key, IReadOnlyList<string> EntityIds) : CompletionRecord(Key.LockId);
