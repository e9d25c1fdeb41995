using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Entities;
using Microsoft.DurableTask.Tests.Harness;
using Serverless.Testing;

namespace Microsoft.DurableTask.Tests;

/// <summary>Waits beyond the 49 days that a timer of the platform can take.</summary>
public sealed class LongTimeTests
{
    private static readonly EntityInstanceId Note = new("Note", "1");

    private readonly ManualTimeProvider time = new();
    private readonly List<DateTime> fired = [];
    private int attempts;

    /// <summary>How the wait comes about, its days, and the days that one durable timer may take: a longer wait is a chain of them.</summary>
    public static TheoryData<string, int, int> Waits()
    {
        var data = new TheoryData<string, int, int>();
        foreach (var way in new[] { "Timer", "TimerAt", "Retry", "Event", "Start", "Signal", "SignalOfOrchestration" })
        {
            foreach (var days in new[] { 90, 400 })
            {
                data.Add(way, days, 3);
                data.Add(way, days, 10_000);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Waits))]
    public async Task Wait_DayByDay_EndsOnItsDayAndNotEarlier(string way, int days, int longestTimer)
    {
        await using var engine = await StartAsync(longestTimer);
        await BeginAsync(engine, way, days);
        for (var day = 1; day < days; day++)
        {
            await engine.Engine.WhenIdle().Within();
            time.Advance(TimeSpan.FromDays(1));
        }

        await engine.Engine.WhenIdle().Within();
        time.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMilliseconds(1));
        await engine.Engine.WhenIdle().Within();
        Assert.Empty(fired);
        time.Advance(TimeSpan.FromMilliseconds(1));
        await engine.Engine.WhenIdle().Within();
        Assert.Equal([new ManualTimeProvider().GetUtcNow().UtcDateTime.AddDays(days)], fired);
    }

    [Theory]
    [MemberData(nameof(Waits))]
    public async Task Wait_ClockJumpsBeyondIt_Ends(string way, int days, int longestTimer)
    {
        await using var engine = await StartAsync(longestTimer);
        await BeginAsync(engine, way, days);
        await engine.Engine.WhenIdle().Within();
        time.Advance(TimeSpan.FromDays(days));
        await engine.Engine.WhenIdle().Within();
        Assert.Single(fired);
    }

    [Fact]
    public async Task Retry_DelayThatGrowsBeyondTheCalendar_WaitsInsteadOfFailing()
    {
        await using var engine = await StartAsync(longestTimer: 3);
        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("RetryForEver");
        await engine.Engine.WhenIdle().Within();
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await engine.Client.GetInstanceAsync(id))!.RuntimeStatus);
    }

    private async Task BeginAsync(TestEngine engine, string way, int days)
    {
        var due = time.GetUtcNow().AddDays(days);
        if (way == "Signal")
            await engine.Client.Entities.SignalEntityAsync(Note, "write", null, new SignalEntityOptions { SignalTime = due });
        else if (way == "Start")
            await engine.Client.ScheduleNewOrchestrationInstanceAsync("Write", null, new StartOrchestrationOptions(StartAt: due));
        else
            await engine.Client.ScheduleNewOrchestrationInstanceAsync(way, days);
    }

    private Task<TestEngine> StartAsync(int longestTimer) => TestEngine.StartAsync(
        tasks => tasks
            .AddOrchestratorFunc<int>("Timer", async (context, days) =>
            {
                await context.CreateTimer(TimeSpan.FromDays(days), default);
                await context.CallActivityAsync("Note");
            })
            .AddOrchestratorFunc<int>("TimerAt", async (context, days) =>
            {
                await context.CreateTimer(context.CurrentUtcDateTime.AddDays(days), default);
                await context.CallActivityAsync("Note");
            })
            .AddOrchestratorFunc<int>("Retry", (context, days) => context.CallActivityAsync(
                "FailOnce", TaskOptions.FromRetryPolicy(new RetryPolicy(2, TimeSpan.FromDays(days), maxRetryInterval: Timeout.InfiniteTimeSpan))))
            .AddOrchestratorFunc("RetryForEver", context => context.CallActivityAsync(
                "Fail", TaskOptions.FromRetryPolicy(new RetryPolicy(2, TimeSpan.MaxValue, maxRetryInterval: Timeout.InfiniteTimeSpan))))
            .AddOrchestratorFunc<int>("Event", async (context, days) =>
            {
                try
                {
                    await context.WaitForExternalEvent<int>("never", TimeSpan.FromDays(days));
                }
                catch (TaskCanceledException)
                {
                    await context.CallActivityAsync("Note");
                }
            })
            .AddOrchestratorFunc<int>("SignalOfOrchestration", (context, days) => context.Entities.SignalEntityAsync(
                Note, "write", null, new SignalEntityOptions { SignalTime = context.CurrentUtcDateTime.AddDays(days) }))
            .AddOrchestratorFunc("Write", context => context.CallActivityAsync("Note"))
            .AddActivityFunc("Note", _ => Write())
            .AddActivityFunc("Fail", _ => throw new TimeoutException())
            .AddActivityFunc("FailOnce", _ => FailOnce())
            .AddEntity("Note", _ => new NoteEntity(Write)),
        worker: options =>
        {
            options.MaximumTimerInterval = TimeSpan.FromDays(longestTimer);
            options.EnableEntitySupport = true;
        },
        time: time);

    private void FailOnce()
    {
        if (Interlocked.Increment(ref attempts) == 1)
            throw new TimeoutException();
        Write();
    }

    private void Write() => fired.Add(time.GetUtcNow().UtcDateTime);

    private sealed class NoteEntity(Action write) : ITaskEntity
    {
        public ValueTask<object?> RunAsync(TaskEntityOperation operation)
        {
            write();
            return default;
        }
    }
}
