using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Client.Entities;
using Microsoft.DurableTask.Embedded.History;
using Microsoft.DurableTask.Embedded.Hub;
using Microsoft.Extensions.Options;

namespace Microsoft.DurableTask.Embedded.Clients;

/// <summary>The client of the engine in the same process.</summary>
internal sealed partial class EmbeddedDurableTaskClient(string name, DurableEngine engine, IOptionsMonitor<DurableTaskClientOptions> options)
    : DurableTaskClient(name)
{
    private readonly DurableTaskClientOptions settings = options.Get(name);

    public override DurableEntityClient Entities { get; } = new EmbeddedEntityClient(name, engine, options.Get(name));

    private TaskHub Hub => engine.Hub;

    private bool IsStrict => engine.Options.Semantics == EngineSemantics.Functions;

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default)
    {
        if (orchestratorName.Name.Length == 0)
            throw new ArgumentNullException(nameof(orchestratorName));
        cancellation.ThrowIfCancellationRequested();
        var instanceId = options?.InstanceId ?? Guid.NewGuid().ToString("N");
        InstanceIds.CheckNew(instanceId, engine.Options.Semantics);
        var rule = new ReuseRule(options?.DedupeStatuses);
        var version = options?.Version?.Version ?? settings.DefaultVersion;
        using var span = EngineTracing.StartCreation(orchestratorName, version, instanceId);
        var start = new ExecutionStarted(
            orchestratorName,
            version,
            settings.DataConverter.Serialize(input),
            Guid.NewGuid().ToString("N"),
            null,
            options?.Tags ?? ImmutableDictionary<string, string>.Empty)
        {
            TraceParent = Activity.Current?.Id,
        };
        await StartAsync(instanceId, start, rule, options?.StartAt?.UtcDateTime, cancellation);
        return instanceId;
    }

    public override Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        InstanceIds.Check(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        cancellation.ThrowIfCancellationRequested();
        var raised = new EventRaised(eventName, settings.DataConverter.Serialize(eventPayload)) { Timestamp = Hub.Now };
        using var span = EngineTracing.StartEvent(eventName, instanceId);
        var strict = engine.Options.ThrowStatusExceptionsOnRaiseEvent ?? IsStrict;
        return Hub.CommitAsync<object?>(state =>
        {
            var instance = state.Orchestrations.GetValueOrDefault(instanceId);
            if (instance is { IsActive: true })
                return (null, [new MessageSent(Hub.NewMessage(instanceId, raised))]);
            if (strict)
                throw instance is null ? StatusConflict.NotFound(instanceId) : StatusConflict.NotRunning();
            return (null, []);
        });
    }

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
        => WaitAsync(instanceId, instance => instance.Status != OrchestrationRuntimeStatus.Pending, getInputsAndOutputs, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
        => WaitAsync(instanceId, instance => !instance.IsActive, getInputsAndOutputs, cancellation);

    public override async Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        InstanceIds.Check(instanceId);
        cancellation.ThrowIfCancellationRequested();
        var found = await Hub.ReadDurableAsync(state => state.Orchestrations.TryGetValue(instanceId, out var instance)
            ? (Metadata(instance, getInputsAndOutputs), instance.LastPosition)
            : (null, 0));
        return found?.Invoke();
    }

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        var query = filter ?? new();
        var matcher = new InstanceMatcher(query, IsStrict ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);
        return Pageable.Create<OrchestrationMetadata>(async (token, size, cancellation) =>
        {
            cancellation.ThrowIfCancellationRequested();
            var found = await Hub.ReadDurableAsync(state =>
            {
                var page = ContinuationTokens.PageOf(
                    state.Orchestrations.Values.Where(matcher.Matches),
                    instance => instance.Id,
                    token ?? query.ContinuationToken,
                    size ?? query.PageSize,
                    instance => (Metadata(instance, query.FetchInputsAndOutputs), instance.LastPosition));
                var position = page.Values.Count == 0 ? 0 : page.Values.Max(value => value.LastPosition);
                return (page, position);
            });
            return new([.. found.Values.Select(value => value.Item1())], found.ContinuationToken);
        });
    }

    public override Task<Page<string>> ListInstanceIdsAsync(
        IEnumerable<OrchestrationRuntimeStatus>? runtimeStatus = null,
        DateTimeOffset? completedTimeFrom = null,
        DateTimeOffset? completedTimeTo = null,
        int pageSize = OrchestrationQuery.DefaultPageSize,
        string? lastInstanceKey = null,
        CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var statuses = runtimeStatus?.ToHashSet();
        return Task.FromResult(Hub.Read(state => ContinuationTokens.PageOf(
            state.Orchestrations.Values.Where(instance => !instance.IsActive
                && statuses?.Contains(instance.Status) != false
                && !(instance.UpdatedAt < completedTimeFrom?.UtcDateTime)
                && !(instance.UpdatedAt > completedTimeTo?.UtcDateTime)),
            instance => instance.Id,
            lastInstanceKey,
            pageSize,
            instance => instance.Id)));
    }

    /// <summary>The engine belongs to the container.</summary>
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Taken behind the hub's gate; the result is called outside, so that nobody waits for what is read from the disk.</summary>
    private Func<OrchestrationMetadata> Metadata(OrchestrationInstance instance, bool withPayloads)
    {
        if (withPayloads && instance.Archive is not null)
            return () => MetadataReader.Read(Hub.Whole(instance), withPayloads, settings.DataConverter);
        var metadata = MetadataReader.Read(instance, withPayloads, settings.DataConverter);
        return () => metadata;
    }

    private async Task StartAsync(string instanceId, ExecutionStarted start, ReuseRule rule, DateTime? startAt, CancellationToken cancellation)
    {
        while (await Hub.CommitAsync<bool>(state =>
        {
            if (state.Orchestrations.TryGetValue(instanceId, out var existing) && rule.MustTerminate(existing))
                return (true, [new MessageSent(Hub.NewMessage(instanceId, new ExecutionTerminated(null, false) { Timestamp = Hub.Now }))]);
            var due = startAt > Hub.Now ? startAt : null;
            return (false, [new MessageSent(Hub.NewMessage(instanceId, start with { Timestamp = Hub.Now }, due: due))]);
        }))
        {
            await WaitForInstanceCompletionAsync(instanceId, cancellation);
        }
    }

    private async Task<OrchestrationMetadata> WaitAsync(
        string instanceId, Func<OrchestrationInstance, bool> condition, bool withPayloads, CancellationToken cancellation)
    {
        InstanceIds.Check(instanceId);
        var reached = await Hub.WaitAsync(
            instanceId,
            instance => condition(instance) ? (true, Metadata(instance, withPayloads)) : (false, null!),
            cancellation);
        return reached();
    }
}
