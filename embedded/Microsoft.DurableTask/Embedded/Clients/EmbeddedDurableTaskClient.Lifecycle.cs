using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Embedded.History;
using Microsoft.DurableTask.Embedded.Hub;

namespace Microsoft.DurableTask.Embedded.Clients;

internal sealed partial class EmbeddedDurableTaskClient
{
    private const int PurgeBatch = 100;

    public override Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        var body = new ExecutionTerminated(settings.DataConverter.Serialize(options?.Output), options?.Recursive ?? false);
        return SteerAsync("terminate", instanceId, body, instance => instance.IsActive, cancellation);
    }

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default)
        => SteerAsync(
            "suspend",
            instanceId,
            new ExecutionSuspended(reason),
            instance => instance.IsActive && instance.Status != OrchestrationRuntimeStatus.Suspended,
            cancellation);

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default)
        => SteerAsync(
            "resume",
            instanceId,
            new ExecutionResumed(reason),
            instance => instance.Status == OrchestrationRuntimeStatus.Suspended
                || instance.Inbox.Exists(message => message.Body is ExecutionSuspended),
            cancellation);

    public override async Task<string> RestartAsync(
        string instanceId, bool restartWithNewInstanceId = false, CancellationToken cancellation = default)
    {
        InstanceIds.Check(instanceId);
        cancellation.ThrowIfCancellationRequested();
        var start = Hub.Read(state => state.Orchestrations.TryGetValue(instanceId, out var instance) ? Hub.Whole(instance).Start : null)
            ?? throw new ArgumentException($"An orchestration with the instanceId {instanceId} was not found.", nameof(instanceId));
        var newId = restartWithNewInstanceId ? Guid.NewGuid().ToString("N") : instanceId;
        await StartAsync(newId, start with { ExecutionId = Guid.NewGuid().ToString("N"), Parent = null }, new ReuseRule([]), null, cancellation);
        return newId;
    }

    public override Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        return Hub.CommitAsync(state =>
        {
            List<string> purged = [];
            switch (state.Find(instanceId))
            {
                case EntityInstance:
                    purged.Add(instanceId);
                    break;
                case OrchestrationInstance { IsActive: true } instance:
                    throw new InvalidOperationException(
                        $"Cannot purge the orchestration instance {instanceId} because it is in the {instance.Status} state; terminate it first.");
                case OrchestrationInstance instance:
                    Collect(state, instance, options?.Recursive ?? false, purged);
                    break;
            }

            return (new PurgeResult(purged.Count, true), Deletions(purged));
        });
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var matcher = new InstanceMatcher(
            new(filter.CreatedFrom, filter.CreatedTo, filter.Statuses), StringComparison.Ordinal);
        var begun = Hub.Time.GetTimestamp();
        var total = 0;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (filter.Timeout is { } timeout && Hub.Time.GetElapsedTime(begun) >= timeout)
                return new(total, isComplete: false);
            var count = await Hub.CommitAsync(state =>
            {
                List<string> purged = [];
                foreach (var instance in state.Orchestrations.Values.Where(i => !i.IsActive && matcher.Matches(i)).Take(PurgeBatch))
                    Collect(state, instance, options?.Recursive ?? false, purged);
                return (purged.Count, Deletions(purged));
            });
            total += count;
            if (count < PurgeBatch)
                return new(total, isComplete: true);
        }
    }

    private static List<JournalChange> Deletions(List<string> ids) => ids.ConvertAll<JournalChange>(id => new InstanceDeleted(id));

    /// <summary>An instance and, if asked for, the finished sub-orchestrations that it started.</summary>
    private void Collect(HubState state, OrchestrationInstance instance, bool recursive, List<string> purged)
    {
        if (purged.Contains(instance.Id))
            return;
        purged.Add(instance.Id);
        if (!recursive)
            return;
        foreach (var child in Hub.Whole(instance).History.OfType<SubOrchestrationCreated>())
        {
            if (state.Orchestrations.TryGetValue(child.InstanceId, out var started) && !started.IsActive)
                Collect(state, started, recursive, purged);
        }
    }

    private Task<object?> SteerAsync(
        string operation, string instanceId, HistoryRecord body, Func<OrchestrationInstance, bool> fits, CancellationToken cancellation)
    {
        InstanceIds.Check(instanceId);
        cancellation.ThrowIfCancellationRequested();
        return Hub.CommitAsync<object?>(state =>
        {
            var instance = state.Orchestrations.GetValueOrDefault(instanceId);
            if (instance is not null && fits(instance))
                return (null, [new MessageSent(Hub.NewMessage(instanceId, body with { Timestamp = Hub.Now }))]);
            if (IsStrict)
                throw instance is null ? StatusConflict.NotFound(instanceId) : StatusConflict.Cannot(operation, instanceId, instance.Status);
            return (null, []);
        });
    }
}
