using Microsoft.DurableTask.Tests.Harness;

namespace Microsoft.DurableTask.Tests;

public sealed class ActivityLimitTests
{
    [Fact]
    public async Task Enqueue_NamedLimit_HoldsOnlyThatActivityBack()
    {
        var door = new Door();
        var free = new Door();
        await using var engine = await TestEngine.StartAsync(
            tasks => tasks
                .AddActivityFunc<int, int>("Narrow", async (_, n) =>
                {
                    await door.PassAsync();
                    return n;
                })
                .AddActivityFunc<int, int>("Wide", async (_, n) =>
                {
                    await free.PassAsync();
                    return n;
                })
                .AddOrchestratorFunc("Both", async context =>
                {
                    var narrow = Enumerable.Range(0, 5).Select(n => context.CallActivityAsync<int>("narrow", n)).ToList();
                    var wide = Enumerable.Range(0, 3).Select(n => context.CallActivityAsync<int>("Wide", n)).ToList();
                    return (await Task.WhenAll([.. narrow, .. wide])).Sum();
                }),
            options =>
            {
                options.ActivityLimits["Narrow"] = 2;
                options.MaxConcurrentActivities = 5;
            });
        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Both");
        // Five slots: two for the narrow activity, three for the other, which none of the waiting three may take.
        await door.EnteredAsync(2);
        await free.EnteredAsync(3);
        free.Open(3);
        door.Open(5);
        Assert.Equal(13, (await engine.EndOfAsync(id)).ReadOutputAs<int>());
        Assert.Equal(2, door.MostInside);
        Assert.Equal(3, free.MostInside);
    }

    [Fact]
    public async Task Enqueue_LimitedActivityThatFails_GivesItsPlaceBack()
    {
        await using var engine = await TestEngine.StartAsync(
            tasks => tasks
                .AddActivityFunc<int, int>("Fails", (_, n) => n < 10 ? throw new InvalidOperationException("no") : n)
                .AddOrchestratorFunc("Thrice", async context =>
                {
                    var failures = 0;
                    for (var n = 0; n < 3; n++)
                    {
                        try
                        {
                            await context.CallActivityAsync<int>("Fails", n);
                        }
                        catch (TaskFailedException)
                        {
                            failures++;
                        }
                    }

                    return failures;
                }),
            options => options.ActivityLimits["Fails"] = 1);
        Assert.Equal(3, (await engine.RunAsync("Thrice").Within()).ReadOutputAs<int>());
    }

    [Fact]
    public async Task StopAsync_RunningActivity_SeesItsTokenFireAtOnce()
    {
        var began = new TaskCompletionSource();
        var token = CancellationToken.None;
        var ended = new TaskCompletionSource();
        var engine = await TestEngine.StartAsync(tasks => tasks
            .AddActivityFunc<string, string>("Long", async (context, _) =>
            {
                token = ((Embedded.EmbeddedActivityContext)context).CancellationToken;
                began.SetResult();
                await Task.Delay(Timeout.Infinite, token).ContinueWith(_ => ended.SetResult(), TaskScheduler.Default);
                return "late";
            })
            .AddOrchestratorFunc("Waits", context => context.CallActivityAsync<string>("Long", "")));
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("Waits");
        await began.Task.Within();
        await engine.StopAsync();
        Assert.True(ended.Task.IsCompletedSuccessfully);
        await engine.DisposeAsync();
    }
}
