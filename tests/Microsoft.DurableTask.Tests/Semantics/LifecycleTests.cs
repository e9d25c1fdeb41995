using DurableTask.Core.Exceptions;
using Grpc.Core;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Tests.Harness;
using Serverless.Testing;

namespace Microsoft.DurableTask.Tests.Semantics;

public sealed class LifecycleTests
{
    [Fact]
    public async Task Terminate_Recursive_EndsChildrenToo()
    {
        await using var engine = await StartAsync();
        var parent = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Parent", "child-1");
        await engine.Client.WaitForInstanceStartAsync("child-1", Limit.Token);
        await engine.Client.TerminateInstanceAsync(parent, new TerminateInstanceOptions("stop", Recursive: true));
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await engine.EndOfAsync(parent)).RuntimeStatus);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await engine.EndOfAsync("child-1")).RuntimeStatus);
    }

    [Fact]
    public async Task Terminate_Child_SurfacesToTheParentAsFailure()
    {
        await using var engine = await StartAsync();
        var parent = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Parent", "child-2");
        await engine.Client.WaitForInstanceStartAsync("child-2", Limit.Token);
        await engine.Client.TerminateInstanceAsync("child-2");
        Assert.Equal(typeof(TaskFailedException).FullName, (await engine.EndOfAsync(parent)).FailureDetails!.ErrorType);
    }

    [Fact]
    public async Task Terminate_WhileSuspended_Works()
    {
        await using var engine = await StartAsync();
        var id = await StartWaitingAsync(engine);
        await engine.Client.SuspendInstanceAsync(id);
        await engine.Client.TerminateInstanceAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await engine.EndOfAsync(id)).RuntimeStatus);
    }

    [Fact]
    public async Task Terminate_RunningActivity_CancelsItsTokenAndIgnoresItsResult()
    {
        var started = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        await using var engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Long", context => context.CallActivityAsync("Long"))
            .AddActivityFunc<object?, string>("Long", async (context, _) =>
            {
                started.SetResult();
                var token = ((Embedded.EmbeddedActivityContext)context).CancellationToken;
                await using var registration = token.Register(cancelled.SetResult);
                await cancelled.Task;
                return "late";
            }));
        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Long");
        await started.Task.Within();
        await engine.Client.TerminateInstanceAsync(id);
        await cancelled.Task.Within();
        Assert.Null((await engine.EndOfAsync(id)).SerializedOutput);
    }

    [Fact]
    public async Task Suspend_ActivityEndsMeanwhileAndEngineRestarts_ItIsNotRunAgain()
    {
        var disk = new MemoryDisk();
        var runs = 0;
        var started = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        Task<TestEngine> Start() => TestEngine.StartAsync(
            tasks => tasks
                .AddOrchestratorFunc<int>("Slow", context => context.CallActivityAsync<int>("Slow"))
                .AddActivityFunc<object?, int>("Slow", async (_, _) =>
                {
                    started.TrySetResult();
                    await release.Task;
                    return Interlocked.Increment(ref runs);
                }),
            options => options.OpenFolder = disk.Open);
        string id;
        await using (var before = await Start())
        {
            id = await before.Client.ScheduleNewOrchestrationInstanceAsync("Slow");
            await started.Task.Within();
            await before.Client.SuspendInstanceAsync(id);
            release.SetResult();
            await before.Engine.WhenIdle().Within();
            Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await before.Client.GetInstanceAsync(id))!.RuntimeStatus);
            await before.StopAsync();
        }

        await using var after = await Start();
        await after.Client.ResumeInstanceAsync(id);
        Assert.Equal(1, (await after.EndOfAsync(id)).ReadOutputAs<int>());
        Assert.Equal(1, runs);
    }

    [Theory]
    [InlineData("terminate")]
    [InlineData("suspend")]
    [InlineData("resume")]
    public async Task Steer_MissingOrFinished_ThrowsAsFunctionsDoes(string operation)
    {
        await using var engine = await StartAsync();
        Func<string, Task> steer = operation switch
        {
            "terminate" => id => engine.Client.TerminateInstanceAsync(id),
            "suspend" => id => engine.Client.SuspendInstanceAsync(id),
            _ => id => engine.Client.ResumeInstanceAsync(id),
        };
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(() => steer("nobody"))).StatusCode);
        var ended = (await engine.RunAsync("End")).InstanceId;
        var error = await Assert.ThrowsAsync<RpcException>(() => steer(ended));
        Assert.Equal(StatusCode.FailedPrecondition, error.StatusCode);
        Assert.Equal(
            $"InvalidOperationException: Cannot {operation} the orchestration instance {ended} because instance is in the Completed state.",
            error.Status.Detail);
    }

    [Fact]
    public async Task Steer_PortableMode_IsSilent()
    {
        await using var engine = await StartAsync(Embedded.EngineSemantics.Portable);
        var ended = (await engine.RunAsync("End")).InstanceId;
        await engine.Client.SuspendInstanceAsync(ended);
        await engine.Client.ResumeInstanceAsync(ended);
        await engine.Client.TerminateInstanceAsync("nobody");
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await engine.Client.GetInstanceAsync(ended))!.RuntimeStatus);
    }

    [Fact]
    public async Task Restart_SameOrNewId_RunsAgainWithTheSameInput()
    {
        await using var engine = await StartAsync();
        var first = await engine.RunAsync("Echo", "in", new("again") { Tags = new Dictionary<string, string> { ["k"] = "v" } });
        Assert.Equal("again", await engine.Client.RestartAsync("again"));
        var second = await engine.EndOfAsync("again");
        Assert.Equal("in", second.ReadOutputAs<string>());
        Assert.Equal("v", second.Tags["k"]);
        Assert.True(second.CreatedAt >= first.CreatedAt);
        var fresh = await engine.Client.RestartAsync("again", restartWithNewInstanceId: true);
        Assert.NotEqual("again", fresh);
        Assert.Equal("in", (await engine.EndOfAsync(fresh)).ReadOutputAs<string>());
        await Assert.ThrowsAsync<ArgumentException>(() => engine.Client.RestartAsync("nobody"));
    }

    [Fact]
    public async Task Start_IdOfARunningInstance_Conflicts()
    {
        await using var engine = await StartAsync();
        var id = await StartWaitingAsync(engine);
        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(
            () => engine.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions(id)));
    }

    [Fact]
    public async Task Start_IdOfAFinishedInstance_ReplacesItUnlessDeduped()
    {
        await using var engine = await StartAsync();
        await engine.RunAsync("Echo", 1, new("reused"));
        Assert.Equal(2, (await engine.RunAsync("Echo", 2, new("reused"))).ReadOutputAs<int>());
        var options = new StartOrchestrationOptions("reused").WithDedupeStatuses(OrchestrationRuntimeStatus.Completed);
        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(
            () => engine.Client.ScheduleNewOrchestrationInstanceAsync("Echo", 3, options));
    }

    [Fact]
    public async Task Start_NothingDeduped_TerminatesTheRunningOneFirst()
    {
        await using var engine = await StartAsync();
        var id = await StartWaitingAsync(engine);
        Assert.Equal(5, (await engine.RunAsync("Echo", 5, new StartOrchestrationOptions(id).WithDedupeStatuses())).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Start_TerminatedDedupedButRunningReusable_ThrowsArgumentException()
    {
        await using var engine = await StartAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => engine.Client.ScheduleNewOrchestrationInstanceAsync(
            "End", new StartOrchestrationOptions().WithDedupeStatuses(OrchestrationRuntimeStatus.Terminated)));
    }

    [Theory]
    [InlineData("@entity@like")]
    [InlineData("with/slash")]
    [InlineData("with\\backslash")]
    [InlineData("with#hash")]
    [InlineData("with?mark")]
    [InlineData("with\u0001control")]
    public async Task Start_ForbiddenId_ThrowsArgumentException(string id)
    {
        await using var engine = await StartAsync();
        await Assert.ThrowsAsync<ArgumentException>(
            () => engine.Client.ScheduleNewOrchestrationInstanceAsync("End", new StartOrchestrationOptions(id)));
    }

    [Fact]
    public async Task StartAt_Future_IsPendingUntilDueAndKeepsEvents()
    {
        var time = new ManualTimeProvider();
        await using var engine = await StartAsync(time: time);
        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync(
            "Wait", new StartOrchestrationOptions(StartAt: time.GetUtcNow().AddHours(2)));
        await engine.Client.RaiseEventAsync(id, "Go", "early");
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await engine.Client.GetInstanceAsync(id))!.RuntimeStatus);
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal("early", (await engine.EndOfAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Purge_FinishedMissingRunning_CountsOneZeroOrThrows()
    {
        await using var engine = await StartAsync();
        var ended = (await engine.RunAsync("End")).InstanceId;
        Assert.Equal(1, (await engine.Client.PurgeInstanceAsync(ended)).PurgedInstanceCount);
        Assert.Null(await engine.Client.GetInstanceAsync(ended));
        Assert.Equal(0, (await engine.Client.PurgeInstanceAsync(ended)).PurgedInstanceCount);
        var running = await StartWaitingAsync(engine);
        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.Client.PurgeInstanceAsync(running));
    }

    [Fact]
    public async Task Purge_ByFilter_TakesOnlyFinishedOfTheWindowAndStatus()
    {
        var time = new ManualTimeProvider();
        await using var engine = await StartAsync(time: time);
        await engine.RunAsync("End");
        time.Advance(TimeSpan.FromDays(1));
        var cut = time.GetUtcNow();
        await engine.RunAsync("End");
        await engine.RunAsync("Nobody");
        await StartWaitingAsync(engine);
        Assert.Equal(1, (await engine.Client.PurgeAllInstancesAsync(new(CreatedTo: cut.AddSeconds(-1)))).PurgedInstanceCount);
        Assert.Equal(1, (await engine.Client.PurgeInstancesAsync(cut, null, [OrchestrationRuntimeStatus.Failed])).PurgedInstanceCount);
        var partial = await engine.Client.PurgeAllInstancesAsync(new() { Timeout = TimeSpan.Zero });
        Assert.False(partial.IsComplete);
        Assert.Equal(1, (await engine.Client.PurgeAllInstancesAsync(new())).PurgedInstanceCount);
    }

    [Fact]
    public async Task Query_PagesByPrefixAndStatus()
    {
        await using var engine = await StartAsync();
        for (var i = 0; i < 7; i++)
            await engine.RunAsync("Echo", i, new($"page-{i}"));
        await StartWaitingAsync(engine);
        var query = new OrchestrationQuery(
            Statuses: [OrchestrationRuntimeStatus.Completed], InstanceIdPrefix: "page-", PageSize: 3, FetchInputsAndOutputs: true);
        var sizes = new List<int>();
        var values = new List<int>();
        await foreach (var page in engine.Client.GetAllInstancesAsync(query).AsPages())
        {
            sizes.Add(page.Values.Count);
            values.AddRange(page.Values.Select(value => value.ReadOutputAs<int>()));
        }

        Assert.Equal([3, 3, 1], sizes);
        Assert.Equal(Enumerable.Range(0, 7), values);
        Assert.Throws<ArgumentException>(() => engine.Client.GetAllInstancesAsync(new(InstanceIdPrefix: "@x")));
    }

    [Fact]
    public async Task CustomStatus_SetAndCleared_IsVisibleWhenTheEpisodeCommits()
    {
        await using var engine = await TestEngine.StartAsync(tasks => tasks.AddOrchestratorFunc("Status", async context =>
        {
            context.SetCustomStatus(new { step = 1 });
            await context.WaitForExternalEvent<string>("Go");
            context.SetCustomStatus(null);
        }));
        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Status");
        Assert.Equal("{\"step\":1}", (await engine.Client.WaitForInstanceStartAsync(id, true, Limit.Token)).SerializedCustomStatus);
        await engine.Client.RaiseEventAsync(id, "Go");
        Assert.Null((await engine.EndOfAsync(id)).SerializedCustomStatus);
    }

    private static async Task<string> StartWaitingAsync(TestEngine engine)
    {
        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Wait");
        await engine.Client.WaitForInstanceStartAsync(id, Limit.Token);
        return id;
    }

    private static Task<TestEngine> StartAsync(
        Embedded.EngineSemantics semantics = Embedded.EngineSemantics.Functions, TimeProvider? time = null)
        => TestEngine.StartAsync(
            tasks => tasks
                .AddOrchestratorFunc("End", _ => { })
                .AddOrchestratorFunc<object, object>("Echo", (_, input) => input)
                .AddOrchestratorFunc<string>("Wait", context => context.WaitForExternalEvent<string>("Go"))
                .AddOrchestratorFunc<string>("Parent", (context, child) => context.CallSubOrchestratorAsync(
                    "Wait", new SubOrchestrationOptions(instanceId: child))),
            options => options.Semantics = semantics,
            time: time);
}
