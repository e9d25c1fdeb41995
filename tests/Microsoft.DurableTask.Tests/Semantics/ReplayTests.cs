using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serverless.Testing;

namespace Microsoft.DurableTask.Tests.Semantics;

public sealed class ReplayTests
{
    [Theory]
    [InlineData(false, new[] { true, true, false })]
    [InlineData(true, new[] { false, false, false })]
    public async Task IsReplaying_ThreeEpisodes_IsTrueOnlyForWhatHappenedBefore(bool inMemory, bool[] expected)
    {
        await using var engine = await TestEngine.StartAsync(
            tasks => tasks
                .AddOrchestratorFunc<List<bool>>("Record", async context =>
                {
                    List<bool> seen = [context.IsReplaying];
                    await context.CallActivityAsync("Nothing");
                    seen.Add(context.IsReplaying);
                    await context.CallActivityAsync("Nothing");
                    seen.Add(context.IsReplaying);
                    return seen;
                })
                .AddActivityFunc("Nothing", _ => { }),
            options => options.MaxOrchestratorsInMemory = inMemory ? 1 : 0);
        Assert.Equal(expected, (await engine.RunAsync("Record")).ReadOutputAs<List<bool>>());
    }

    [Fact]
    public async Task CurrentUtcDateTime_WithinAnEpisode_IsConstantAndUtc()
    {
        var time = new ManualTimeProvider();
        await using var engine = await TestEngine.StartAsync(
            tasks => tasks
                .AddOrchestratorFunc<DateTime[]>("Record", async context =>
                {
                    var first = context.CurrentUtcDateTime;
                    time.Advance(TimeSpan.FromMinutes(1));
                    var second = context.CurrentUtcDateTime;
                    await context.CallActivityAsync("Nothing");
                    return [first, second, context.CurrentUtcDateTime];
                })
                .AddActivityFunc("Nothing", _ => { }),
            time: time);
        var start = time.GetUtcNow().UtcDateTime;
        var seen = (await engine.RunAsync("Record")).ReadOutputAs<List<DateTime>>()!;
        Assert.Equal([start, start, start.AddMinutes(1)], seen);
        Assert.All(seen, value => Assert.Equal(DateTimeKind.Utc, value.Kind));
    }

    /// <summary>Golden values: version 5 ids of the vendor's namespace, made with Python's uuid.uuid5.</summary>
    [Fact]
    public async Task NewGuid_KnownInstanceAndTime_IsBitExact()
    {
        await using var engine = await TestEngine.StartAsync(
            tasks => tasks.AddOrchestratorFunc<Guid[]>("Ids", context => Task.FromResult<Guid[]>([context.NewGuid(), context.NewGuid()])),
            time: new ManualTimeProvider());
        var end = await engine.RunAsync("Ids", options: new("guid-1"));
        Assert.Equal([Guid.Parse("3746b5ad-1555-508b-a419-42efa089c0db"), Guid.Parse("107854ba-0d8a-5365-953d-bd44ad7f2c95")], end.ReadOutputAs<List<Guid>>());
    }

    [Fact]
    public async Task ReplaySafeLogger_WhileReplaying_WritesNothing()
    {
        var logs = new LogCollector();
        await using var engine = await TestEngine.StartAsync(
            tasks => tasks
                .AddOrchestratorFunc("Log", async context =>
                {
                    context.CreateReplaySafeLogger("user").LogWarning("one");
                    await context.CallActivityAsync("Nothing");
                    context.ReplaySafeLoggerFactory.CreateLogger("user").LogWarning("two");
                    await context.CallActivityAsync("Nothing");
                })
                .AddActivityFunc("Nothing", _ => { }),
            options => options.MaxOrchestratorsInMemory = 0,
            services: services => services.AddLogging(builder => builder.AddProvider(logs)));
        await engine.RunAsync("Log");
        Assert.Equal(["one", "two"], logs.Entries.Where(entry => entry.Category == "user").Select(entry => entry.Message));
    }

    [Fact]
    public async Task Replay_CodeCallsAnotherActivity_FailsWithExpectedAndActualCall()
    {
        var end = await ReplayWithAsync(context => context.CallActivityAsync("Different"));
        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.StartsWith(
            "Non-Deterministic workflow detected: A previous execution of this orchestration scheduled an activity task with sequence ID 0 and name 'Original'",
            end.FailureDetails!.ErrorMessage,
            StringComparison.Ordinal);
        Assert.Contains("'Different'", end.FailureDetails.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_CodeMakesNoCallAtAll_Fails()
    {
        var end = await ReplayWithAsync(context => context.WaitForExternalEvent<string>("Go"));
        Assert.StartsWith("Non-Deterministic workflow detected", end.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_CodeChangesInputOrCaseOfName_GoesOn()
    {
        var end = await ReplayWithAsync(context => context.CallActivityAsync("ORIGINAL", "other input"));
        Assert.Null(end.FailureDetails);
    }

    [Fact]
    public async Task Completion_OpenTimer_WaitsForIt()
    {
        var time = new ManualTimeProvider();
        await using var engine = await TestEngine.StartAsync(
            tasks => tasks.AddOrchestratorFunc<string>("Forget", context =>
            {
                _ = context.CreateTimer(TimeSpan.FromHours(1), default);
                _ = context.WaitForExternalEvent<string>("Never");
                return Task.FromResult("done");
            }),
            time: time);
        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Forget");
        Assert.True((await engine.Client.WaitForInstanceStartAsync(id, Limit.Token)).IsRunning);
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal("done", (await engine.EndOfAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Completion_CancelledTimer_DoesNotWait()
    {
        await using var engine = await TestEngine.StartAsync(
            tasks => tasks.AddOrchestratorFunc<string>("Cancel", async context =>
            {
                using var cancellation = new CancellationTokenSource();
                var timer = context.CreateTimer(TimeSpan.FromHours(1), cancellation.Token);
                cancellation.Cancel();
                await Assert.ThrowsAsync<TaskCanceledException>(() => timer);
                return "done";
            }),
            time: new ManualTimeProvider());
        Assert.Equal("done", (await engine.RunAsync("Cancel")).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(100)]
    public async Task Eviction_ManyWaiting_AllGoOnAsIfTheyHadStayed(int kept)
    {
        await using var engine = await TestEngine.StartAsync(
            tasks => tasks
                .AddOrchestratorFunc<int, string>("Wait", async (context, n) =>
                {
                    var before = await context.CallActivityAsync<int>("Echo", n);
                    var answer = await context.WaitForExternalEvent<string>("Go");
                    return $"{before} {answer} {await context.CallActivityAsync<int>("Echo", n)}";
                })
                .AddActivityFunc<int, int>("Echo", (_, n) => n),
            options => options.MaxOrchestratorsInMemory = kept);
        var ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => engine.Client.ScheduleNewOrchestrationInstanceAsync("Wait", n)));
        await engine.Engine.WhenIdle().Within();
        Assert.Equal(Math.Min(kept, 20), engine.Engine.Hub.Read(state => state.Orchestrations.Values.Count(i => i.Session is not null)));
        foreach (var id in ids)
            await engine.Client.RaiseEventAsync(id, "Go", "go");
        for (var n = 0; n < ids.Length; n++)
            Assert.Equal($"{n} go {n}", (await engine.EndOfAsync(ids[n])).ReadOutputAs<string>());
    }

    [Fact]
    public async Task IllegalAwait_ContinuationFromAnotherThread_FailsTheInstance()
    {
        var elsewhere = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var engine = await TestEngine.StartAsync(tasks => tasks.AddOrchestratorFunc("Mixed", async context =>
        {
            var never = context.WaitForExternalEvent<string>("Never");
            await Task.WhenAny(never, elsewhere.Task);
        }));
        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Mixed");
        await engine.Client.WaitForInstanceStartAsync(id, Limit.Token);
        await Task.Run(elsewhere.SetResult);
        var end = await engine.EndOfAsync(id);
        Assert.StartsWith("An invalid asynchronous invocation was detected", end.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    /// <summary>One engine runs the original code until it waits; another replays the history with other code.</summary>
    private static async Task<OrchestrationMetadata> ReplayWithAsync(Func<TaskOrchestrationContext, Task> changed)
    {
        var disk = new MemoryDisk();
        string id;
        await using (var before = await TestEngine.StartAsync(
            tasks => tasks
                .AddOrchestratorFunc("Changing", async context =>
                {
                    await context.CallActivityAsync("Original", "input");
                    context.SetCustomStatus("waiting");
                    await context.WaitForExternalEvent<string>("Go");
                })
                .AddActivityFunc("Original", _ => { }),
            options => options.OpenFolder = disk.Open))
        {
            id = await before.Client.ScheduleNewOrchestrationInstanceAsync("Changing");
            await before.Engine.Hub.WaitAsync(id, i => (i.CustomStatus is not null, id), Limit.Token);
        }

        await using var after = await TestEngine.StartAsync(
            tasks => tasks
                .AddOrchestratorFunc("Changing", async context =>
                {
                    await changed(context);
                    await context.WaitForExternalEvent<string>("Go");
                })
                .AddActivityFunc("Original", _ => { })
                .AddActivityFunc("Different", _ => { }),
            options => options.OpenFolder = disk.Open);
        await after.Client.RaiseEventAsync(id, "Go", "now");
        return await after.EndOfAsync(id);
    }
}
