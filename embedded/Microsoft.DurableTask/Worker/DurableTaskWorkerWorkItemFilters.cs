namespace Microsoft.DurableTask.Worker;

/// <summary>The orchestrations, activities and entities that a worker takes on; without any filter it takes all.</summary>
public class DurableTaskWorkerWorkItemFilters
{
    public IReadOnlyList<OrchestrationFilter> Orchestrations { get; set; } = [];

    public IReadOnlyList<ActivityFilter> Activities { get; set; } = [];

    public IReadOnlyList<EntityFilter> Entities { get; set; } = [];

    internal bool IsEmpty => Orchestrations.Count + Activities.Count + Entities.Count == 0;

    /// <summary>What the registry knows: each name with its versions, none of which means every version; a strict worker takes only its own.</summary>
    internal static DurableTaskWorkerWorkItemFilters FromDurableTaskRegistry(DurableTaskRegistry registry, DurableTaskWorkerOptions? workerOptions)
    {
        var strict = workerOptions?.Versioning is { MatchStrategy: DurableTaskWorkerOptions.VersionMatchStrategy.Strict } versioning
            ? versioning.Version
            : null;
        return new()
        {
            Orchestrations = [.. ByName(registry.OrchestratorVersions).Select(task => new OrchestrationFilter(task.Name, task.Versions))],
            Activities = [.. ByName(registry.ActivityVersions).Select(task => new ActivityFilter(task.Name, task.Versions))],
            Entities = [.. registry.GetEntities().Select(entity => new EntityFilter(entity.Key))],
        };

        IEnumerable<(string Name, string[] Versions)> ByName(IEnumerable<(TaskName Name, TaskVersion Version)> tasks)
            => tasks.GroupBy(task => task.Name, task => task.Version.Version)
                .Select(group => (group.Key.Name, strict is not null ? [strict] : Versions(group)));
    }

    private static string[] Versions(IEnumerable<string> registered)
    {
        string[] versions = [.. registered.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];
        return versions is [""] ? [] : versions;
    }

    public readonly struct OrchestrationFilter(string name, IReadOnlyList<string>? versions)
    {
        public OrchestrationFilter()
            : this("", null)
        {
        }

        public string Name { get; init; } = name;

        public IReadOnlyList<string> Versions { get; init; } = versions ?? [];
    }

    public readonly struct ActivityFilter(string name, IReadOnlyList<string>? versions)
    {
        public ActivityFilter()
            : this("", null)
        {
        }

        public string Name { get; init; } = name;

        public IReadOnlyList<string> Versions { get; init; } = versions ?? [];
    }

    public readonly struct EntityFilter(string name)
    {
        public EntityFilter()
            : this("")
        {
        }

        public string Name { get; init; } = name;
    }
}
