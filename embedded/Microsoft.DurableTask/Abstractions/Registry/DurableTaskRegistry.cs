using Microsoft.DurableTask.Entities;

namespace Microsoft.DurableTask;

/// <summary>The orchestrators, activities and entities that a worker knows, by name and version.</summary>
public sealed partial class DurableTaskRegistry
{
    private readonly Dictionary<TaskKey, Func<IServiceProvider, ITaskOrchestrator>> orchestrators = [];
    private readonly Dictionary<TaskKey, Func<IServiceProvider, ITaskActivity>> activities = [];
    private readonly Dictionary<TaskName, Func<IServiceProvider, ITaskEntity>> entities = [];

    internal IEnumerable<(TaskName Name, TaskVersion Version)> OrchestratorVersions => orchestrators.Keys.Select(key => (key.Name, key.Version));

    internal IEnumerable<(TaskName Name, TaskVersion Version)> ActivityVersions => activities.Keys.Select(key => (key.Name, key.Version));

    public IEnumerable<KeyValuePair<TaskName, Func<IServiceProvider, ITaskOrchestrator>>> GetOrchestrators()
        => orchestrators.Select(entry => KeyValuePair.Create(entry.Key.Name, entry.Value));

    public IEnumerable<KeyValuePair<TaskName, Func<IServiceProvider, ITaskActivity>>> GetActivities()
        => activities.Select(entry => KeyValuePair.Create(entry.Key.Name, entry.Value));

    public IEnumerable<KeyValuePair<TaskName, Func<IServiceProvider, ITaskEntity>>> GetEntities() => entities.AsEnumerable().Select(entry => entry);

    internal Func<IServiceProvider, ITaskOrchestrator>? FindOrchestrator(TaskName name, TaskVersion version) => Find(orchestrators, name, version);

    internal Func<IServiceProvider, ITaskActivity>? FindActivity(TaskName name, TaskVersion version) => Find(activities, name, version);

    internal Func<IServiceProvider, ITaskEntity>? FindEntity(TaskName name) => entities.GetValueOrDefault(name);

    /// <summary>The exact version; an unversioned task stands in for every version, but only where no task of its name has a version.</summary>
    private static T? Find<T>(Dictionary<TaskKey, T> tasks, TaskName name, TaskVersion version)
        where T : class
    {
        if (tasks.TryGetValue(new(name, version), out var task))
            return task;
        return tasks.Keys.Any(key => key.Name == name && key.Version != TaskVersion.Unversioned)
            ? null
            : tasks.GetValueOrDefault(new(name, TaskVersion.Unversioned));
    }

    private static void Register<TKey, T>(Dictionary<TKey, T> tasks, TKey key, TaskName name, T factory, string kind)
        where TKey : notnull
    {
        if (name.Name.Length == 0)
            throw new ArgumentException($"The {kind} needs a name.", nameof(name));
        ArgumentNullException.ThrowIfNull(factory);
        if (!tasks.TryAdd(key, factory))
            throw new ArgumentException($"{kind} '{key}' is already registered.", nameof(name));
    }

    private readonly record struct TaskKey(TaskName Name, TaskVersion Version)
    {
        public override string ToString() => Version.Version.Length == 0 ? Name.Name : $"{Name}' version '{Version}";
    }
}
