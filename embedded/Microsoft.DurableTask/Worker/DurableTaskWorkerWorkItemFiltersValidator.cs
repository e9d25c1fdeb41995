using Microsoft.Extensions.Options;

namespace Microsoft.DurableTask.Worker;

/// <summary>A filter for a task that nobody registered would wait for ever.</summary>
internal sealed class DurableTaskWorkerWorkItemFiltersValidator(IOptionsMonitor<DurableTaskRegistry> registries)
    : IValidateOptions<DurableTaskWorkerWorkItemFilters>
{
    public ValidateOptionsResult Validate(string? name, DurableTaskWorkerWorkItemFilters options)
    {
        if (options.IsEmpty)
            return ValidateOptionsResult.Skip;
        var registry = registries.Get(name);
        string[] unknown =
        [
            .. Unknown("Orchestrations", options.Orchestrations.Select(filter => filter.Name), registry.GetOrchestrators().Select(task => task.Key)),
            .. Unknown("Activities", options.Activities.Select(filter => filter.Name), registry.GetActivities().Select(task => task.Key)),
            .. Unknown("Entities", options.Entities.Select(filter => filter.Name), registry.GetEntities().Select(task => task.Key)),
        ];
        return unknown.Length == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"Cannot configure work item filters for worker '{(string.IsNullOrEmpty(name) ? "<default>" : name)}': these names are not registered. "
                + $"Register the tasks with AddTasks or remove the filters. {string.Join(' ', unknown)}");
    }

    private static IEnumerable<string> Unknown(string kind, IEnumerable<string> filtered, IEnumerable<TaskName> registered)
    {
        var missing = filtered.Where(name => !registered.Contains(new(name))).Select(name => name.Length == 0 ? "<empty>" : name).ToList();
        return missing.Count == 0 ? [] : [$"{kind}: [{string.Join(", ", missing)}]"];
    }
}
