using Microsoft.DurableTask.Tests.Harness;
using Serverless.Testing;

namespace Microsoft.DurableTask.Tests.Semantics;

public sealed class TimerTests
{
    [Fact]
    public async Task Timer_Past_FiresAtOnce()
    {
        await using var engine = await TestEngine.StartAsync(
            tasks => tasks.AddOrchestratorFunc<string>("Past", async context =>
            {
                await context.CreateTimer(context.CurrentUtcDateTime.AddDays(-1), default);
                return "fired";
            }),
            time: new ManualTimeProvider());
        Assert.Equal("fired", (await engine.RunAsync("Past")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Timer_LongerThanTheMaximum_IsMadeOfSeveral()
    {
        var time = new ManualTimeProvider();
        await using var engine = await StartAsync(time, TimeSpan.FromDays(7));
        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Sleep");
        await engine.Client.WaitForInstanceStartAsync(id, Limit.Token);
        for (var day = 1; day <= 7; day++)
        {
            Assert.True((await engine.Client.GetInstanceAsync(id))!.IsRunning);
            time.Advance(TimeSpan.FromDays(1));
            await engine.Engine.Hub.WaitAsync(
                id, i => (i.History.OfType<Embedded.History.TimerFired>().Count() == day / 3 || !i.IsActive, id), Limit.Token);
        }

        Assert.Equal(time.GetUtcNow().UtcDateTime, (await engine.EndOfAsync(id)).ReadOutputAs<DateTime>());
    }

    [Fact]
    public async Task Timer_EngineRestarted_FiresAtItsTime()
    {
        var time = new ManualTimeProvider();
        var disk = new MemoryDisk();
        string id;
        await using (var before = await StartAsync(time, TimeSpan.FromHours(2), disk))
        {
            id = await before.Client.ScheduleNewOrchestrationInstanceAsync("Sleep");
            await before.Client.WaitForInstanceStartAsync(id, Limit.Token);
        }

        time.Advance(TimeSpan.FromHours(1));
        await using var after = await StartAsync(time, TimeSpan.FromHours(2), disk);
        Assert.True((await after.Client.GetInstanceAsync(id))!.IsRunning);
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(time.GetUtcNow().UtcDateTime, (await after.EndOfAsync(id)).ReadOutputAs<DateTime>());
    }

    private static Task<TestEngine> StartAsync(TimeProvider time, TimeSpan delay, MemoryDisk? disk = null)
        => TestEngine.StartAsync(
            tasks => tasks.AddOrchestratorFunc<DateTime>("Sleep", async context =>
            {
                await context.CreateTimer(delay, default);
                return context.CurrentUtcDateTime;
            }),
            options => options.OpenFolder = disk is null ? null : disk.Open,
            time: time);
}
