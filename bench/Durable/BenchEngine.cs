using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Embedded;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Serverless.Bench.Durable;

/// <summary>An engine on a fresh journal folder, which goes away with it.</summary>
internal sealed class BenchEngine : IAsyncDisposable
{
    private readonly DirectoryInfo folder;
    private readonly ServiceProvider services;

    private BenchEngine(bool flush)
    {
        folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "journal", Guid.NewGuid().ToString("N")));
        var collection = new ServiceCollection();
        collection.AddDurableTaskWorker(builder => builder.AddTasks(BenchTasks.Add));
        collection.AddDurableTaskClient(_ => { });
        collection.Configure<EmbeddedEngineOptions>(options =>
        {
            options.JournalFolder = folder.FullName;
            options.FlushToDisk = flush;
        });
        services = collection.BuildServiceProvider();
        Client = services.GetRequiredService<DurableTaskClient>();
    }

    public DurableTaskClient Client { get; }

    public long JournalBytes => folder.EnumerateFiles().Sum(file => file.Length);

    public static async Task<BenchEngine> StartAsync(bool flush)
    {
        var engine = new BenchEngine(flush);
        foreach (var hosted in engine.services.GetServices<IHostedService>())
            await hosted.StartAsync(default);
        return engine;
    }

    /// <summary>Runs an orchestration to its end, which must be a good one.</summary>
    public async Task<OrchestrationMetadata> RunAsync(TaskName name, object? input = null)
    {
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(name, input);
        var end = await Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true);
        return end.RuntimeStatus == OrchestrationRuntimeStatus.Completed
            ? end
            : throw new InvalidOperationException($"{name} {id} ended as {end.RuntimeStatus}: {end.FailureDetails}");
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
