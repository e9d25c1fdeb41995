using Microsoft.DurableTask.Embedded.Activities;
using Microsoft.DurableTask.Embedded.Entities;
using Microsoft.DurableTask.Embedded.Explain;
using Microsoft.DurableTask.Embedded.Hub;
using Microsoft.DurableTask.Embedded.Journal;
using Microsoft.DurableTask.Embedded.Orchestration;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.DurableTask.Embedded;

/// <summary>The engine of a container: one hub, which clients use at any time and which a worker brings to life.</summary>
internal sealed class DurableEngine : IAsyncDisposable
{
    private readonly IServiceProvider services;
    private readonly EmbeddedEngineOptions options;
    private readonly ILoggerFactory loggers;
    private readonly Lazy<TaskHub> hub;
    private readonly CancellationTokenSource shutdown = new();
    private Rewinder? rewinder;
    private ActivityDispatcher? activities;
    private Dispatcher<OrchestrationInstance>? orchestrations;
    private Dispatcher<EntityInstance>? entities;
    private InstanceExplainer? explainer;

    public DurableEngine(IServiceProvider services, IOptions<EmbeddedEngineOptions> options, ILoggerFactory loggers, TimeProvider time)
    {
        this.services = services;
        this.options = options.Value;
        this.loggers = loggers;
        hub = new(() => HubLoader.Open(this.options, time, loggers.CreateLogger("Microsoft.DurableTask.Worker.Journal")));
    }

    public TaskHub Hub => hub.Value;

    public EmbeddedEngineOptions Options => options;

    public void Start(DurableTaskRegistry registry, DurableTaskWorkerOptions worker, DurableTaskWorkerWorkItemFilters filters)
    {
        if (orchestrations is not null)
            throw new InvalidOperationException("This container's durable task engine already runs; register one worker.");
#pragma warning disable CS0618 // The vendor calls its orchestration filter experimental.
        var gate = new WorkItemGate(filters, services.GetService<IOrchestrationFilter>() ?? worker.OrchestrationFilter);
#pragma warning restore CS0618
        var log = new EngineLog(loggers, worker.Logging.UseLegacyCategories);
        var settings = SettingsOf(worker);
        var scopes = services.GetRequiredService<IServiceScopeFactory>();
        var sessions = new SessionFactory(registry, services, settings, worker.Versioning, LookAgain);
        rewinder = new(sessions, Hub);
        var activityProcessor = new ActivityProcessor(Hub, registry, scopes, settings, log, shutdown.Token);
        var entityProcessor = new EntityProcessor(Hub, registry, scopes, settings, options, log);
        activities = new(
            options.MaxConcurrentActivities ?? worker.Concurrency.MaximumConcurrentActivityWorkItems,
            options.ActivityLimits,
            call => gate.Admits(call.Task) ? activityProcessor.RunAsync(call) : Leave(log, call.InstanceId, call.Task.Name),
            log.StepFailed,
            Hub);
        entities = new(
            options.MaxConcurrentEntities ?? worker.Concurrency.MaximumConcurrentEntityWorkItems,
            entity => gate.AdmitsEntity(entity.Id) ? entityProcessor.RunAsync(entity) : Leave(log, entity),
            log.StepFailed,
            Hub.Work);
        var processor = new OrchestrationProcessor(Hub, sessions, activities.Enqueue, log);
        orchestrations = new(
            options.MaxConcurrentOrchestrators ?? worker.Concurrency.MaximumConcurrentOrchestrationWorkItems,
            Step,
            log.StepFailed,
            Hub.Work);
        explainer = new(Hub, sessions, activities, orchestrations);
        Hub.Start(orchestrations.Enqueue, entities.Enqueue, processor.Resume);

        async Task Step(OrchestrationInstance instance) => processor.Run(
            instance,
            gate.IsOpen || await gate.AdmitsAsync(instance.Start, shutdown.Token));
    }

    /// <summary>Completes when nothing happens any more unless the clock moves or a client asks for something.</summary>
    public Task WhenIdle() => Hub.Work.WhenIdle();

    public Task<object?> RewindAsync(string instanceId, Action<string> missing)
    {
        var rewind = rewinder ?? throw new InvalidOperationException("Instances are rewound by their code; start the durable task worker first.");
        return Hub.CommitAsync<object?>(state =>
        {
            if (!state.Orchestrations.TryGetValue(instanceId, out var instance))
                missing(instanceId);
            return (null, rewind.Rewind(state, instance!));
        });
    }

    /// <summary>Says what an instance waits for; null when there is no such instance, or it has ended.</summary>
    public InstanceExplanation? Explain(string instanceId)
        => (explainer ?? throw new InvalidOperationException("No worker runs in this process, so that nothing can say what an instance waits for."))
            .Explain(instanceId);

    /// <summary>Finds the code of orchestrations for replays that lead to nothing.</summary>
    public SessionFactory SessionsFor(DurableTaskRegistry registry, DurableTaskWorkerOptions worker)
        => new(registry, services, SettingsOf(worker), worker.Versioning, _ => { });

    /// <summary>
    /// Begins nothing new, asks running activities by their tokens to end, waits for them as long as the token allows, and closes
    /// the journal.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        if (activities is not null)
        {
            var drained = activities.StopAsync();
            await shutdown.CancelAsync();
            await Task.WhenAny(drained, Task.Delay(Timeout.Infinite, cancellation));
            await Task.WhenAll(orchestrations!.StopAsync(), entities!.StopAsync());
        }

        if (hub.IsValueCreated)
            await hub.Value.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(new CancellationToken(canceled: true));
        shutdown.Dispose();
    }

    private OrchestratorSettings SettingsOf(DurableTaskWorkerOptions worker) => new(
        worker.DataConverter,
        worker.MaximumTimerInterval,
        worker.Versioning?.DefaultVersion ?? "",
        loggers,
        options.Properties,
        services.GetService<IExceptionPropertiesProvider>() is { } provider ? provider.GetExceptionProperties : null);

    private static Task Leave(EngineLog log, string id, string name)
    {
        log.LeftToOthers(id, name);
        return Task.CompletedTask;
    }

    private Task Leave(EngineLog log, EntityInstance entity)
    {
        Hub.EndStep(entity, [], Hub.BeginStep(entity));
        return Leave(log, entity.Id, entity.Id);
    }

    private void LookAgain(OrchestrationInstance instance)
        => Hub.Post(instance.Id, instance.Start.ExecutionId, new History.EpisodeStarted());
}
