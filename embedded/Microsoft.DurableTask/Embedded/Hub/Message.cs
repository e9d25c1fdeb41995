using Microsoft.DurableTask.Embedded.History;

namespace Microsoft.DurableTask.Embedded.Hub;

/// <summary>
/// Something for an orchestration or entity to process. Number 0 marks a message that was never journaled on its own: what it
/// says becomes durable with the step that consumes it.
/// </summary>
internal sealed record Message(long Number, string Target, HistoryRecord Body)
{
    /// <summary>Only this execution of the target may consume it; null means any.</summary>
    public string? ExecutionId { get; init; }

    /// <summary>Not delivered before this time.</summary>
    public DateTime? Due { get; init; }
}
