using DurableTask.Core.Exceptions;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Embedded.Hub;

namespace Microsoft.DurableTask.Embedded.Clients;

/// <summary>Whether a new instance may take the id of an existing one.</summary>
internal sealed class ReuseRule
{
    private static readonly OrchestrationRuntimeStatus[] Active =
        [OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended];

    private readonly HashSet<OrchestrationRuntimeStatus> conflicting;

    /// <param name="dedupeStatuses">Null protects what is not finished; an empty list protects nothing.</param>
    public ReuseRule(IReadOnlyList<string>? dedupeStatuses)
    {
        conflicting = dedupeStatuses is null ? [.. Active] : [.. dedupeStatuses.Select(Parse)];
        if (conflicting.Contains(OrchestrationRuntimeStatus.Terminated) && !Active.All(conflicting.Contains))
            throw new ArgumentException(
                "Terminated cannot be a dedupe status while a running status is reusable: a running instance is terminated before its ID is reused.",
                nameof(dedupeStatuses));
    }

    /// <returns>Whether the existing instance must be terminated first.</returns>
    public bool MustTerminate(OrchestrationInstance existing)
        => conflicting.Contains(existing.Status)
            ? throw new OrchestrationAlreadyExistsException(
                $"An orchestration instance with ID '{existing.Id}' already exists in status {existing.Status}.")
            : existing.IsActive;

    private static OrchestrationRuntimeStatus Parse(string status)
        => Enum.TryParse<OrchestrationRuntimeStatus>(status, ignoreCase: true, out var parsed)
            ? parsed
            : throw new ArgumentException($"'{status}' is not an orchestration status.", nameof(status));
}
