using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Embedded;
using Microsoft.DurableTask.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask.Tests.Crash;

public sealed class DiskFullTests : IDisposable
{
    private readonly MemoryDisk disk = new();
    private readonly LogCollector log = new();
    private readonly TaskCompletionSource refused = new();
    private volatile bool full;
    private int failures;

    [Fact]
    public async Task Start_WhileTheDiskIsFull_IsRefusedWithTheFolderAndAcceptedOnceThereIsRoom()
    {
        await using var engine = await StartAsync();
        Assert.Equal("1", (await engine.RunAsync("Echo", "1")).ReadOutputAs<string>());

        full = true;
        var caught = engine.RunAsync("Echo", "2");
        await refused.Task.Within();
        var error = await Assert.ThrowsAsync<IOException>(() => engine.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "3"));
        Assert.Contains("memory/journal-00000001.log", error.Message, StringComparison.Ordinal);
        Assert.Contains("No space left on device", error.Message, StringComparison.Ordinal);
        Assert.False(caught.IsCompleted);

        full = false;
        Assert.Equal("2", (await caught.Within()).ReadOutputAs<string>());
        Assert.Equal("4", (await engine.RunAsync("Echo", "4")).ReadOutputAs<string>());
        Assert.Single(log.Entries, entry => entry.Message.Contains("cannot be written", StringComparison.Ordinal));
        Assert.Single(log.Entries, entry => entry.Message.Contains("can be written again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stop_WhileTheDiskIsFull_KeepsWhatWasDurable()
    {
        await using (var engine = await StartAsync())
        {
            await engine.RunAsync("Echo", "1", new StartOrchestrationOptions("kept"));
            full = true;
            _ = engine.Client.ScheduleNewOrchestrationInstanceAsync("Echo", "2", new StartOrchestrationOptions("lost"));
            await refused.Task.Within();
            await engine.StopAsync().Within();
        }

        full = false;
        await using var next = await StartAsync();
        Assert.Equal("1", (await next.EndOfAsync("kept")).ReadOutputAs<string>());
        Assert.Null(await next.Client.GetInstanceAsync("lost"));
    }

    public void Dispose() => log.Dispose();

    private Task<TestEngine> StartAsync()
    {
        disk.Before = call =>
        {
            if (!full || call.Data is null)
                return;
            // The second refusal comes after the first has been noticed.
            if (++failures == 2)
                refused.SetResult();
            throw new IOException("No space left on device");
        };
        return TestEngine.StartAsync(
            tasks => tasks
                .AddOrchestratorFunc<string, string>("Echo", (context, text) => context.CallActivityAsync<string>("Echo", text))
                .AddActivityFunc<string, string>("Echo", (_, text) => text),
            options => options.OpenFolder = disk.Open,
            services: services => services.AddLogging(logging => logging.AddProvider(log)),
            time: new HastyTimeProvider());
    }
}
