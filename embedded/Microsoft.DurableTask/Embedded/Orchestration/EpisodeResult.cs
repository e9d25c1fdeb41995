using Microsoft.DurableTask.Embedded.History;

namespace Microsoft.DurableTask.Embedded.Orchestration;

/// <summary>What orchestrator code did with the records that it was fed.</summary>
/// <param name="Actions">New calls, in order of their ids.</param>
/// <param name="Outcome">Null while the orchestration goes on.</param>
/// <param name="SetsCustomStatus">Whether the code ever said what the custom status is.</param>
/// <param name="CustomStatus">As serialized; null when there is none.</param>
/// <param name="CancelledTimers">Ids of timers that must not fire any more.</param>
internal sealed record EpisodeResult(
    IReadOnlyList<ScheduledRecord> Actions, EpisodeOutcome? Outcome, bool SetsCustomStatus, string? CustomStatus, IReadOnlyList<int> CancelledTimers);
