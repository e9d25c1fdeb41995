using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Embedded.History;

namespace Microsoft.DurableTask.Embedded.Hub;

/// <summary>A part of one journal record. Applying the changes in the order of the journal rebuilds the hub.</summary>
internal abstract record JournalChange;

internal sealed record MessageSent(Message Message) : JournalChange;

/// <summary>An orchestration consumed messages and its history grew.</summary>
internal sealed record EpisodeCommitted(
    string InstanceId,
    IReadOnlyList<long> Consumed,
    IReadOnlyList<HistoryRecord> Records,
    OrchestrationRuntimeStatus Status,
    string? CustomStatus,
    DateTime Time) : JournalChange;

/// <summary>An orchestration continued as new: its history starts over with these messages, ahead of all others.</summary>
internal sealed record GenerationStarted(
    string InstanceId,
    IReadOnlyList<long> Consumed,
    IReadOnlyList<Message> Messages,
    string? CustomStatus,
    DateTime Time) : JournalChange;

/// <summary>A failed orchestration runs again, from a history without its failures.</summary>
internal sealed record HistoryRewound(string InstanceId, IReadOnlyList<HistoryRecord> History, DateTime Time) : JournalChange;

/// <summary>An entity consumed messages.</summary>
internal sealed record EntityCommitted(
    string EntityId, IReadOnlyList<long> Consumed, string? State, LockKey? Lock, DateTime Time) : JournalChange;

/// <summary>An orchestration or an entity was purged.</summary>
internal sealed record InstanceDeleted(string InstanceId) : JournalChange;

/// <summary>All of an orchestration; earlier records about it no longer matter.</summary>
internal sealed record OrchestrationCheckpoint(
    string InstanceId,
    ExecutionStarted Start,
    OrchestrationRuntimeStatus Status,
    string? CustomStatus,
    DateTime CreatedAt,
    DateTime UpdatedAt,
    IReadOnlyList<HistoryRecord> History,
    IReadOnlyList<Message> Inbox) : JournalChange;

/// <summary>All of an entity.</summary>
internal sealed record EntityCheckpoint(
    string EntityId, string? State, LockKey? Lock, DateTime UpdatedAt, IReadOnlyList<Message> Inbox) : JournalChange;

/// <summary>Keeps message numbers unique after the records that used them are gone.</summary>
internal sealed record NumbersUsed(long Last) : JournalChange;
