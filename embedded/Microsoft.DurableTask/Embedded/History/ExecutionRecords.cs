using Microsoft.DurableTask.Client;

namespace Microsoft.DurableTask.Embedded.History;

/// <summary>Who waits for a sub-orchestration, and under which id.</summary>
internal sealed record ParentCall(string Name, string InstanceId, string ExecutionId, int TaskId);

internal sealed record ExecutionStarted(
    string Name,
    string Version,
    string? Input,
    string ExecutionId,
    ParentCall? Parent,
    IReadOnlyDictionary<string, string> Tags) : HistoryRecord
{
    /// <summary>The W3C trace id of the caller, if tracing is on.</summary>
    public string? TraceParent { get; init; }
}

internal sealed record ExecutionCompleted(OrchestrationRuntimeStatus Status, string? Result, TaskFailureDetails? Failure) : HistoryRecord;

internal sealed record ExecutionTerminated(string? Output, bool Recursive) : HistoryRecord;

internal sealed record ExecutionSuspended(string? Reason) : HistoryRecord;

internal sealed record ExecutionResumed(string? Reason) : HistoryRecord;

/// <summary>The orchestrator code is about to see the records that follow; its clock stands at the timestamp.</summary>
internal sealed record EpisodeStarted : HistoryRecord;
