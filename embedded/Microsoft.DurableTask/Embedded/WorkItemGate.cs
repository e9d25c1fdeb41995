using Microsoft.DurableTask.Embedded.History;
using Microsoft.DurableTask.Worker;

namespace Microsoft.DurableTask.Embedded;

#pragma warning disable CS0618 // The vendor calls its orchestration filter experimental.
/// <summary>Which work this worker takes on; what it leaves waits until a host with other filters starts or its instance gets another message.</summary>
internal sealed class WorkItemGate(DurableTaskWorkerWorkItemFilters filters, IOrchestrationFilter? filter)
{
    /// <summary>Whether nothing is filtered.</summary>
    public bool IsOpen { get; } = filters.IsEmpty && filter is null;

    public async ValueTask<bool> AdmitsAsync(ExecutionStarted start, CancellationToken cancellation)
        => (filters.IsEmpty || filters.Orchestrations.Any(allowed => Matches(allowed.Name, allowed.Versions, start.Name, start.Version)))
            && (filter is null || await filter.IsOrchestrationValidAsync(new() { Name = start.Name, Tags = start.Tags }, cancellation));

    public bool Admits(TaskScheduled activity)
        => filters.IsEmpty || filters.Activities.Any(allowed => Matches(allowed.Name, allowed.Versions, activity.Name, activity.Version));

    public bool AdmitsEntity(string id)
        => filters.IsEmpty || filters.Entities.Any(allowed => id.StartsWith($"@{allowed.Name}@", StringComparison.OrdinalIgnoreCase));

    private static bool Matches(string name, IReadOnlyList<string> versions, string actualName, string actualVersion)
        => new TaskName(name) == new TaskName(actualName)
            && (versions.Count == 0 || versions.Contains(actualVersion, StringComparer.OrdinalIgnoreCase));
}
#pragma warning restore CS0618
