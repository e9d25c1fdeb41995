using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Tests.Harness;

namespace Microsoft.DurableTask.Tests;

public sealed class ArchiveTests
{
    private const int Count = 150;

    [Fact]
    public async Task Finished_BeyondTheLimit_LeaveTheHeapButStayReadable_AlsoAfterRestart()
    {
        using var temp = new TempFolder();
        await using (var engine = await StartAsync(temp))
        {
            await Task.WhenAll(Enumerable.Range(0, Count).Select(i => engine.RunAsync("Echo", $"value-{i}", new($"echo-{i}"))));
            await CheckAsync(engine);
            await engine.StopAsync();
        }

        Assert.InRange(Directory.GetFiles(temp.Path, "journal-*.log").Length, 1, 40);
        await using var again = await StartAsync(temp);
        await CheckAsync(again);
        Assert.Equal(Count, (await again.Client.PurgeAllInstancesAsync(new())).PurgedInstanceCount);
    }

    [Fact]
    public async Task Rewind_ArchivedInstance_RunsAgainWithItsInput_AlsoAfterRestart()
    {
        using var temp = new TempFolder();
        var broken = true;
        Task<TestEngine> Start() => TestEngine.StartAsync(
            tasks => tasks
                .AddOrchestratorFunc<string, string>("Fail", (context, text) => context.CallActivityAsync<string>("Try", text))
                .AddActivityFunc<string, string>("Try", (_, text) => broken ? throw new TimeoutException() : text),
            options =>
            {
                options.JournalFolder = temp.Path;
                options.MaxFinishedInMemory = 0;
            });
        await using (var engine = await Start())
        {
            await engine.RunAsync("Fail", "kept", new("failed"));
            await engine.StopAsync();
        }

        broken = false;
        await using (var engine = await Start())
        {
            await engine.Client.RewindInstanceAsync("failed", "fixed");
            Assert.Equal("kept", (await engine.EndOfAsync("failed")).ReadOutputAs<string>());
            await engine.StopAsync();
        }

        await using var last = await Start();
        var end = (await last.Client.GetInstanceAsync("failed", getInputsAndOutputs: true))!;
        Assert.Equal(("kept", "kept"), (end.ReadInputAs<string>(), end.ReadOutputAs<string>()));
    }

    private static async Task CheckAsync(TestEngine engine)
    {
        await engine.Engine.WhenIdle().Within();
        Assert.InRange(engine.Engine.Hub.Read(state => state.Orchestrations.Values.Count(i => i.Archive is null)), 0, 60);
        for (var i = 0; i < Count; i++)
        {
            var end = (await engine.Client.GetInstanceAsync($"echo-{i}", getInputsAndOutputs: true))!;
            Assert.Equal(($"value-{i}", $"value-{i}"), (end.ReadInputAs<string>(), end.ReadOutputAs<string>()));
            Assert.Equal(8, (await engine.Client.GetOrchestrationHistoryAsync($"echo-{i}")).Count);
        }
    }

    private static Task<TestEngine> StartAsync(TempFolder temp)
        => TestEngine.StartAsync(
            tasks => tasks
                .AddOrchestratorFunc<string, string>("Echo", (context, text) => context.CallActivityAsync<string>("Say", text))
                .AddActivityFunc<string, string>("Say", (_, text) => text),
            options =>
            {
                options.JournalFolder = temp.Path;
                options.SegmentBytes = 4096;
                options.MaxFinishedInMemory = 5;
            });
}
