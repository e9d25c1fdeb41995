using Microsoft.DurableTask.Abstractions;
using Microsoft.DurableTask.Embedded.History;
using Microsoft.DurableTask.Embedded.Hub;
using Microsoft.DurableTask.Worker;
using static Microsoft.DurableTask.Worker.DurableTaskWorkerOptions;

namespace Microsoft.DurableTask.Embedded.Orchestration;

/// <summary>Finds the code of an orchestration.</summary>
internal sealed class SessionFactory(
    DurableTaskRegistry registry, IServiceProvider services, OrchestratorSettings settings, VersioningOptions? versioning, Action<OrchestrationInstance> lookAgain)
{
    /// <exception cref="TaskNotFoundException">No such orchestrator is registered.</exception>
    /// <exception cref="VersionMismatchException">The worker must fail this version.</exception>
    public OrchestrationSession Create(OrchestrationInstance instance) => Create(instance.Id, instance.Start, () => lookAgain(instance));

    /// <summary>For a replay that leads to nothing.</summary>
    /// <inheritdoc cref="Create(OrchestrationInstance)"/>
    public OrchestrationSession CreateDetached(string instanceId, ExecutionStarted start) => Create(instanceId, start, () => { });

    private OrchestrationSession Create(string instanceId, ExecutionStarted start, Action onIllegalAwait)
    {
        CheckVersion(start);
        var factory = registry.FindOrchestrator(start.Name, start.Version)
            ?? throw new TaskNotFoundException(TaskNotFound.Details(TaskNotFound.Orchestrator, "orchestrator", start.Name, start.Version));
        return new(instanceId, start, factory(services), settings, onIllegalAwait);
    }

    public TaskFailureDetails FailureOf(Exception exception) => settings.FailureOf(exception);

    /// <summary>Whether this worker leaves the version to another.</summary>
    public bool Rejects(ExecutionStarted start)
        => versioning is { FailureStrategy: VersionFailureStrategy.Reject } && !Accepts(start.Version);

    private void CheckVersion(ExecutionStarted start)
    {
        if (!Accepts(start.Version) && versioning!.FailureStrategy == VersionFailureStrategy.Fail)
            throw new VersionMismatchException(
                $"The orchestration version '{start.Version}' does not match the worker version '{versioning.Version}' "
                + $"under the strategy {versioning.MatchStrategy}.");
    }

    private bool Accepts(string version) => versioning?.MatchStrategy switch
    {
        VersionMatchStrategy.Strict => TaskOrchestrationVersioningUtils.CompareVersions(version, versioning.Version) == 0,
        VersionMatchStrategy.CurrentOrOlder => TaskOrchestrationVersioningUtils.CompareVersions(version, versioning.Version) <= 0,
        _ => true,
    };
}
