using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Tests.Harness;
using Serverless.Testing;

namespace Microsoft.DurableTask.Tests;

/// <summary>Finished instances are purged when their time is up.</summary>
public sealed class RetentionTests
{
    private readonly ManualTimeProvider time = new();
    private readonly MemoryDisk disk = new();

    [Fact]
    public async Task Retention_PerStatus_PurgesWhenTheTimeIsUp()
    {
        await using var engine = await StartAsync();
        await FinishAllAsync(engine);
        Assert.Equal(["completed", "failed", "terminated"], await IdsAsync(engine));
        await AdvanceAsync(engine, TimeSpan.FromMinutes(59));
        Assert.Equal(["completed", "failed", "terminated"], await IdsAsync(engine));
        await AdvanceAsync(engine, TimeSpan.FromMinutes(1));
        Assert.Equal(["failed", "terminated"], await IdsAsync(engine));
        await AdvanceAsync(engine, TimeSpan.FromHours(1));
        Assert.Equal(["terminated"], await IdsAsync(engine));
        await AdvanceAsync(engine, TimeSpan.FromDays(1000));
        Assert.Equal(["terminated"], await IdsAsync(engine));
    }

    [Fact]
    public async Task Retention_TimeUpWhileTheHostWasDown_PurgesAtStart()
    {
        await using (var engine = await StartAsync())
            await FinishAllAsync(engine);
        time.Advance(TimeSpan.FromHours(1));
        await using var again = await StartAsync();
        await again.Engine.WhenIdle().Within();
        Assert.Equal(["failed", "terminated"], await IdsAsync(again));
    }

    [Fact]
    public async Task Retention_IdUsedAgain_CountsFromTheNewEnd()
    {
        await using var engine = await StartAsync();
        await FinishAllAsync(engine);
        await AdvanceAsync(engine, TimeSpan.FromMinutes(30));
        await engine.Client.RestartAsync("completed");
        await engine.EndOfAsync("completed");
        await AdvanceAsync(engine, TimeSpan.FromMinutes(30));
        Assert.Contains("completed", await IdsAsync(engine));
        await AdvanceAsync(engine, TimeSpan.FromMinutes(30));
        Assert.DoesNotContain("completed", await IdsAsync(engine));
    }

    [Fact]
    public async Task Retention_ManyAtOnce_PurgesAll()
    {
        await using var engine = await StartAsync();
        for (var i = 0; i < 250; i++)
            await engine.RunAsync("Echo", "", new StartOrchestrationOptions($"many-{i}"));
        await AdvanceAsync(engine, TimeSpan.FromHours(1));
        Assert.Empty(await IdsAsync(engine));
    }

    private static async Task FinishAllAsync(TestEngine engine)
    {
        await engine.RunAsync("Echo", "", new StartOrchestrationOptions("completed"));
        await engine.RunAsync("Fail", "", new StartOrchestrationOptions("failed"));
        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Wait", "", new StartOrchestrationOptions("terminated"));
        await engine.Client.TerminateInstanceAsync(id);
        await engine.EndOfAsync(id);
    }

    private static async Task<List<string>> IdsAsync(TestEngine engine)
    {
        var ids = new List<string>();
        await foreach (var instance in engine.Client.GetAllInstancesAsync())
            ids.Add(instance.InstanceId);
        return ids;
    }

    private async Task AdvanceAsync(TestEngine engine, TimeSpan by)
    {
        await engine.Engine.WhenIdle().Within();
        time.Advance(by);
        await engine.Engine.WhenIdle().Within();
    }

    private Task<TestEngine> StartAsync() => TestEngine.StartAsync(
        tasks => tasks
            .AddOrchestratorFunc<string, string>("Echo", (_, text) => text)
            .AddOrchestratorFunc<string, string>("Fail", Task<string> (_, _) => throw new InvalidOperationException("It must fail."))
            .AddOrchestratorFunc<string, string>("Wait", (context, _) => context.WaitForExternalEvent<string>("Never")),
        options =>
        {
            options.OpenFolder = disk.Open;
            options.Retention[OrchestrationRuntimeStatus.Completed] = TimeSpan.FromHours(1);
            options.Retention[OrchestrationRuntimeStatus.Failed] = TimeSpan.FromHours(2);
        },
        time: time);
}
