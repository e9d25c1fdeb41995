using Microsoft.DurableTask.Tests.Harness;
using Serverless.Testing;

namespace Microsoft.DurableTask.Tests;

public sealed class VirtualTimeTests
{
    /// <summary>A quarter of a year of hourly timers, each at exactly its hour, twice the same.</summary>
    [Fact]
    public async Task HourlyTimers_NinetyDays_FireAtTheirTimes()
        => Assert.Equal(await RunAsync(), await RunAsync());

    private static async Task<List<DateTime>> RunAsync()
    {
        const int hours = 90 * 24;
        var time = new ManualTimeProvider();
        var begun = time.GetUtcNow().UtcDateTime;
        var fired = new List<DateTime>();
        await using var engine = await TestEngine.StartAsync(
            tasks => tasks
                .AddOrchestratorFunc("Hourly", async context =>
                {
                    for (var hour = 0; hour < hours; hour++)
                    {
                        await context.CreateTimer(TimeSpan.FromHours(1), default);
                        await context.CallActivityAsync("Note");
                    }
                })
                .AddActivityFunc("Note", _ => fired.Add(time.GetUtcNow().UtcDateTime)),
            time: time);
        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Hourly");
        for (var hour = 0; hour < hours; hour++)
        {
            await engine.Engine.WhenIdle().Within();
            time.Advance(TimeSpan.FromHours(1));
        }

        Assert.Null((await engine.EndOfAsync(id)).FailureDetails);
        Assert.Equal(Enumerable.Range(1, hours).Select(hour => begun.AddHours(hour)), fired);
        return fired;
    }
}
