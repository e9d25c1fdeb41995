namespace Microsoft.DurableTask.Embedded.History;

/// <summary>Identifies one critical section of one execution.</summary>
internal sealed record LockKey(string Owner, string ExecutionId, int LockId);

/// <summary>Where the answer of an entity call goes.</summary>
internal sealed record ReplyAddress(string InstanceId, string ExecutionId, int TaskId);

internal sealed record EntityOperationRequest(string Operation, string? Input, ReplyAddress? ReplyTo) : HistoryRecord;

/// <summary>Travels from entity to entity; each locks itself for the owner, the last tells the owner.</summary>
internal sealed record EntityLockRequest(LockKey Key, IReadOnlyList<string> EntityIds, int Position) : HistoryRecord;

internal sealed record EntityLockRelease(LockKey Key) : HistoryRecord;
