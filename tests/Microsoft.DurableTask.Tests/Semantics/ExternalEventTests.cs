using Grpc.Core;
using Microsoft.DurableTask.Embedded;
using Microsoft.DurableTask.Tests.Harness;
using Serverless.Testing;

namespace Microsoft.DurableTask.Tests.Semantics;

public sealed class ExternalEventTests
{
    [Fact]
    public async Task Waiters_SameName_NewestGetsTheFirstEvent()
    {
        await using var engine = await TestEngine.StartAsync(tasks => tasks.AddOrchestratorFunc<int[]>("Wait", async context =>
        {
            var older = context.WaitForExternalEvent<int>("N");
            var newer = context.WaitForExternalEvent<int>("N");
            return await Task.WhenAll(older, newer);
        }));
        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Wait");
        await engine.Client.WaitForInstanceStartAsync(id, Limit.Token);
        await engine.Client.RaiseEventAsync(id, "N", 1);
        await engine.Client.RaiseEventAsync(id, "N", 2);
        Assert.Equal([2, 1], (await engine.EndOfAsync(id)).ReadOutputAs<List<int>>());
    }

    [Fact]
    public async Task Waiters_NewestWasCancelled_IsSkipped()
    {
        await using var engine = await TestEngine.StartAsync(tasks => tasks.AddOrchestratorFunc<int>("Wait", async context =>
        {
            var kept = context.WaitForExternalEvent<int>("N");
            using var cancellation = new CancellationTokenSource();
            _ = context.WaitForExternalEvent<int>("N", cancellation.Token);
            cancellation.Cancel();
            return await kept;
        }));
        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Wait");
        await engine.Client.WaitForInstanceStartAsync(id, Limit.Token);
        await engine.Client.RaiseEventAsync(id, "N", 7);
        Assert.Equal(7, (await engine.EndOfAsync(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Waiters_OtherTypeWhileOnePends_ThrowsArgumentException()
    {
        await using var engine = await TestEngine.StartAsync(tasks => tasks.AddOrchestratorFunc("Wait", async context =>
        {
            _ = context.WaitForExternalEvent<int>("N");
            await context.WaitForExternalEvent<string>("n");
        }));
        Assert.Equal(typeof(ArgumentException).FullName, (await engine.RunAsync("Wait")).FailureDetails!.ErrorType);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Timeout_EventComesOrNot_ReturnsItOrThrowsTaskCanceled(bool comes)
    {
        var time = new ManualTimeProvider();
        await using var engine = await TestEngine.StartAsync(
            tasks => tasks.AddOrchestratorFunc<string>("Wait", async context =>
            {
                try
                {
                    return await context.WaitForExternalEvent<string>("Go", TimeSpan.FromMinutes(5));
                }
                catch (TaskCanceledException)
                {
                    return "timeout";
                }
            }),
            time: time);
        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Wait");
        await engine.Client.WaitForInstanceStartAsync(id, Limit.Token);
        if (comes)
            await engine.Client.RaiseEventAsync(id, "Go", "event");
        else
            time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(comes ? "event" : "timeout", (await engine.EndOfAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task RaiseEvent_MissingOrFinished_ThrowsAsFunctionsDoes()
    {
        await using var engine = await TestEngine.StartAsync(tasks => tasks.AddOrchestratorFunc("End", _ => { }));
        var missing = await Assert.ThrowsAsync<RpcException>(() => engine.Client.RaiseEventAsync("nobody", "E"));
        Assert.Equal(new Status(StatusCode.NotFound, "No instance with ID nobody was found."), missing.Status);
        var id = (await engine.RunAsync("End")).InstanceId;
        var finished = await Assert.ThrowsAsync<RpcException>(() => engine.Client.RaiseEventAsync(id, "E"));
        Assert.Equal(new Status(StatusCode.FailedPrecondition, "The orchestration instance with the provided instance id is not running."), finished.Status);
    }

    [Fact]
    public async Task RaiseEvent_MissingInPortableMode_IsDropped()
    {
        await using var engine = await TestEngine.StartAsync(_ => { }, options => options.Semantics = EngineSemantics.Portable);
        await engine.Client.RaiseEventAsync("nobody", "E");
        Assert.Null(await engine.Client.GetInstanceAsync("nobody"));
    }

    [Fact]
    public async Task SendEvent_ToAnotherInstance_Arrives_AndToAnEntity_Throws()
    {
        await using var engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc<string>("Receive", context => context.WaitForExternalEvent<string>("Hi"))
            .AddOrchestratorFunc<string, string>("Send", (context, target) =>
            {
                context.SendEvent(target, "Hi", "from afar");
                return Assert.Throws<ArgumentException>(() => context.SendEvent("@e@k", "Hi", 1)).ParamName!;
            }));
        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Receive");
        Assert.Equal("instanceId", (await engine.RunAsync("Send", id)).ReadOutputAs<string>());
        Assert.Equal("from afar", (await engine.EndOfAsync(id)).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(true, "ab")]
    [InlineData(false, "late")]
    public async Task ContinueAsNew_UnreadEvents_AreKeptOrDropped(bool preserve, string expected)
    {
        await using var engine = await TestEngine.StartAsync(tasks => tasks.AddOrchestratorFunc<int, string>("Loop", async (context, n) =>
        {
            if (n == 0)
            {
                await context.WaitForExternalEvent<string>("Go");
                context.ContinueAsNew(1, preserve);
                return "";
            }

            context.SetCustomStatus("second");
            var word = await context.WaitForExternalEvent<string>("Word");
            return word == "late" ? word : word + await context.WaitForExternalEvent<string>("Word");
        }));
        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Loop", 0);
        await engine.Client.RaiseEventAsync(id, "Word", "a");
        await engine.Client.RaiseEventAsync(id, "Word", "b");
        await engine.Client.RaiseEventAsync(id, "Go", "");
        if (!preserve)
        {
            await engine.Engine.Hub.WaitAsync(id, i => (i.CustomStatus is not null, id), Limit.Token);
            await engine.Client.RaiseEventAsync(id, "Word", "late");
        }

        Assert.Equal(expected, (await engine.EndOfAsync(id)).ReadOutputAs<string>());
    }
}
