using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Embedded;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.DurableTask.Testing;

public static class DurableTaskTestExtensions
{
    /// <summary>Adds a worker and a client that keep everything in memory and behave as the portable SDK does.</summary>
    public static IServiceCollection AddInMemoryDurableTask(
        this IServiceCollection services, Action<DurableTaskRegistry> configureTasks, InMemoryDurableTaskOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configureTasks);
        services.Configure<EmbeddedEngineOptions>(engine =>
        {
            engine.JournalFolder = null;
            engine.Semantics = EngineSemantics.Portable;
            engine.MaxOrchestratorsInMemory = 0;
        });
        services.AddDurableTaskWorker(builder => builder.AddTasks(configureTasks));
        services.AddDurableTaskClient(builder => builder.RegisterDirectly());
        return services;
    }
}
