using Microsoft.DurableTask.Client;

namespace Microsoft.DurableTask.Embedded.Replay;

/// <summary>How the present code takes one stored history.</summary>
/// <param name="Records">Length of the history.</param>
/// <param name="Detail">What history expects and what the code does; with Ok, what the code would do in addition.</param>
internal sealed record ReplayVerdict(
    string InstanceId, string Name, OrchestrationRuntimeStatus Status, int Records, ReplayOutcome Outcome, string? Detail);
