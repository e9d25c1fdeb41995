using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Embedded;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microsoft.DurableTask.Tests.Harness;

/// <summary>An engine in a container of its own.</summary>
internal sealed class TestEngine : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private TestEngine(ServiceProvider services)
    {
        this.services = services;
        Client = services.GetRequiredService<DurableTaskClient>();
    }

    public DurableTaskClient Client { get; }

    public DurableEngine Engine => services.GetRequiredService<DurableEngine>();

    public static async Task<TestEngine> StartAsync(
        Action<DurableTaskRegistry> tasks,
        Action<EmbeddedEngineOptions>? configure = null,
        Action<DurableTaskWorkerOptions>? worker = null,
        Action<IServiceCollection>? services = null,
        TimeProvider? time = null)
    {
        var collection = new ServiceCollection();
        collection.AddSingleton(time ?? TimeProvider.System);
        services?.Invoke(collection);
        collection.AddDurableTaskWorker(builder => builder.AddTasks(tasks).Configure(options => worker?.Invoke(options)));
        collection.AddDurableTaskClient(_ => { });
        collection.Configure<EmbeddedEngineOptions>(options => configure?.Invoke(options));
        var engine = new TestEngine(collection.BuildServiceProvider());
        foreach (var hosted in engine.services.GetServices<IHostedService>())
            await hosted.StartAsync(default);
        return engine;
    }

    /// <summary>Starts an orchestration and waits for its end.</summary>
    public async Task<OrchestrationMetadata> RunAsync(TaskName name, object? input = null, StartOrchestrationOptions? options = null)
        => await EndOfAsync(await Client.ScheduleNewOrchestrationInstanceAsync(name, input, options));

    public Task<OrchestrationMetadata> EndOfAsync(string id)
        => Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, Limit.Token);

    public Task StopAsync() => Engine.StopAsync(Limit.Token);

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
