using Microsoft.DurableTask.Worker;
using Microsoft.DurableTask.Worker.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.DurableTask.Embedded;

/// <summary>The worker: runs the engine with the tasks registered under its name.</summary>
internal sealed class EngineHostedService(
    string name,
    IDurableTaskFactory factory,
    DurableEngine engine,
    IOptionsMonitor<DurableTaskRegistry> registries,
    IOptionsMonitor<DurableTaskWorkerOptions> options,
    IOptionsMonitor<DurableTaskWorkerWorkItemFilters> filters)
    : DurableTaskWorker(name, factory)
{
    /// <summary>The engine has started when this returns; it needs no task of its own.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        engine.Start(registries.Get(Name), options.Get(Name), filters.Get(Name));
        return Task.CompletedTask;
    }

    public override Task StopAsync(CancellationToken cancellationToken) => engine.StopAsync(cancellationToken);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;
}
