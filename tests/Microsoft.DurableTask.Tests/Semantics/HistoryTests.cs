using DurableTask.Core;
using DurableTask.Core.History;
using Grpc.Core;
using Microsoft.DurableTask.Testing;
using Microsoft.DurableTask.Tests.Harness;

namespace Microsoft.DurableTask.Tests.Semantics;

public sealed class HistoryTests
{
    [Fact]
    public async Task History_OneActivity_HasTheVendorsEvents()
    {
        await using var host = await DurableTaskTestHost.StartAsync(tasks => tasks
            .AddOrchestratorFunc<string, string>("Greeting", (context, name) => context.CallActivityAsync<string>("Greet", name))
            .AddActivityFunc<string, string>("Greet", (_, name) => $"Hello, {name}!"));
        var id = await host.Client.ScheduleNewOrchestrationInstanceAsync("Greeting", "Alice");
        await host.Client.WaitForInstanceCompletionAsync(id, Limit.Token);
        var history = await host.Client.GetOrchestrationHistoryAsync(id);
        Assert.Equal(
            [
                EventType.OrchestratorStarted, EventType.ExecutionStarted, EventType.TaskScheduled, EventType.OrchestratorCompleted,
                EventType.OrchestratorStarted, EventType.TaskCompleted, EventType.ExecutionCompleted, EventType.OrchestratorCompleted,
            ],
            history.Select(entry => entry.EventType));
        Assert.Equal("\"Alice\"", history.OfType<ExecutionStartedEvent>().Single().Input);
        Assert.Equal("[\"Alice\"]", history.OfType<TaskScheduledEvent>().Single().Input);
        var completed = history.OfType<ExecutionCompletedEvent>().Single();
        Assert.Equal((OrchestrationStatus.Completed, "\"Hello, Alice!\""), (completed.OrchestrationStatus, completed.Result));
    }

    [Fact]
    public async Task History_UnknownInstance_ThrowsArgumentExceptionFromNotFound()
    {
        await using var host = await DurableTaskTestHost.StartAsync(_ => { });
        var error = await Assert.ThrowsAsync<ArgumentException>(() => host.Client.GetOrchestrationHistoryAsync("missing"));
        Assert.Equal(StatusCode.NotFound, Assert.IsType<RpcException>(error.InnerException).StatusCode);
    }

    [Fact]
    public async Task Rewind_FailedActivityAmongOthers_RunsOnlyThatAgain()
    {
        var counts = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
        var broken = true;
        await using var engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc<string>("Run", async context =>
            {
                var branch = await Task.WhenAll(
                    context.CallActivityAsync<string>("Do", "good"), context.CallActivityAsync<string>("Do", "bad"), BranchAsync(context));
                return string.Concat(branch);
            })
            .AddActivityFunc<string, string>("Do", (_, name) =>
            {
                counts.AddOrUpdate(name, 1, (_, n) => n + 1);
                return name == "bad" && broken ? throw new TimeoutException() : name;
            }));
        var id = (await engine.RunAsync("Run")).InstanceId;
        broken = false;
        await engine.Client.RewindInstanceAsync(id, "fixed");
        Assert.Equal("goodbadonetwo", (await engine.EndOfAsync(id)).ReadOutputAs<string>());
        Assert.Equal((1, 2, 1, 1), (counts["good"], counts["bad"], counts["one"], counts["two"]));
        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.Client.RewindInstanceAsync(id, "has not failed"));

        static async Task<string> BranchAsync(TaskOrchestrationContext context)
            => await context.CallActivityAsync<string>("Do", "one") + await context.CallActivityAsync<string>("Do", "two");
    }

    [Fact]
    public async Task Rewind_FailedSubOrchestration_RewindsItToo_AndMayBeRepeated()
    {
        var runs = 0;
        await using var engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc<int>("Parent", context => context.CallSubOrchestratorAsync<int>("Child"))
            .AddOrchestratorFunc<int>("Child", context => context.CallActivityAsync<int>("Third"))
            .AddActivityFunc<object?, int>("Third", (_, _) => ++runs < 3 ? throw new TimeoutException() : runs));
        var id = (await engine.RunAsync("Parent")).InstanceId;
        await engine.Client.RewindInstanceAsync(id, "once");
        Assert.NotNull((await engine.EndOfAsync(id)).FailureDetails);
        await engine.Client.RewindInstanceAsync(id, "twice");
        Assert.Equal(3, (await engine.EndOfAsync(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Rewind_AfterRetriesWereUsedUp_KeepsThePathAndTriesOnceMore()
    {
        var runs = 0;
        await using var engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc<int>("Retry", context => context.CallActivityAsync<int>(
                "Flaky", TaskOptions.FromRetryPolicy(new(3, TimeSpan.FromMilliseconds(1)))))
            .AddActivityFunc<object?, int>("Flaky", (_, _) => ++runs < 4 ? throw new TimeoutException() : runs));
        var id = (await engine.RunAsync("Retry")).InstanceId;
        await engine.Client.RewindInstanceAsync(id, "again");
        Assert.Equal(4, (await engine.EndOfAsync(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Rewind_Missing_ThrowsArgumentException()
    {
        await using var engine = await TestEngine.StartAsync(_ => { });
        await Assert.ThrowsAsync<ArgumentException>(() => engine.Client.RewindInstanceAsync("nobody", ""));
    }
}
