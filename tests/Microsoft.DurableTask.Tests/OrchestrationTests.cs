using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Tests.Harness;

namespace Microsoft.DurableTask.Tests;

public sealed class OrchestrationTests
{
    [Fact]
    public async Task Run_SequentialActivities_ReturnsCombinedOutput()
    {
        await using var engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc<string, string>("Greet", async (context, name) =>
                await context.CallActivityAsync<string>("Hello", name) + await context.CallActivityAsync<string>("Hello", "you"))
            .AddActivityFunc<string, string>("Hello", (_, name) => $"Hello {name}!"));
        var end = await engine.RunAsync("Greet", "me");
        Assert.Equal(OrchestrationRuntimeStatus.Completed, end.RuntimeStatus);
        Assert.Equal("Hello me!Hello you!", end.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Run_FanOut_CollectsAllResults()
    {
        await using var engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc<int, int>("FanOut", async (context, n) =>
                (await Task.WhenAll(Enumerable.Range(1, n).Select(i => context.CallActivityAsync<int>("Square", i)))).Sum())
            .AddActivityFunc<int, int>("Square", (_, i) => i * i));
        var end = await engine.RunAsync("FanOut", 500);
        Assert.Equal(Enumerable.Range(1, 500).Sum(i => i * i), end.ReadOutputAs<int>());
    }

    [Fact]
    public async Task Run_ActivityThrows_FailsWithDetails()
    {
        await using var engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Fail", context => context.CallActivityAsync("Throw"))
            .AddActivityFunc("Throw", _ => throw new InvalidOperationException("outer", new FormatException("inner"))));
        var end = await engine.RunAsync("Fail");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        var details = end.FailureDetails!;
        Assert.Equal("Microsoft.DurableTask.TaskFailedException", details.ErrorType);
        Assert.Equal("Task 'Throw' (#0) failed with an unhandled exception: outer", details.ErrorMessage);
        Assert.Equal("System.InvalidOperationException", details.InnerFailure!.ErrorType);
        Assert.Equal("System.FormatException", details.InnerFailure.InnerFailure!.ErrorType);
        Assert.True(details.InnerFailure.IsCausedBy<InvalidOperationException>());
    }

    [Fact]
    public async Task Run_SubOrchestrations_PassInputAndOutput()
    {
        await using var engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc<int, int>("Parent", async (context, n) => await context.CallSubOrchestratorAsync<int>("Child", n) + 1)
            .AddOrchestratorFunc<int, int>("Child", (context, n) => context.Parent!.Name == "Parent" ? n * 2 : -1));
        Assert.Equal(7, (await engine.RunAsync("Parent", 3)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Run_UnknownOrchestrator_Fails()
    {
        await using var engine = await TestEngine.StartAsync(_ => { });
        var end = await engine.RunAsync("Nobody");
        Assert.Equal("OrchestratorTaskNotFound", end.FailureDetails!.ErrorType);
    }

    [Fact]
    public async Task Run_AwaitsSomethingNotDurable_FailsWithInvalidOperation()
    {
        var never = new TaskCompletionSource();
        await using var engine = await TestEngine.StartAsync(tasks => tasks.AddOrchestratorFunc("Bad", _ => never.Task));
        var end = await engine.RunAsync("Bad");
        Assert.Equal(typeof(InvalidOperationException).FullName, end.FailureDetails!.ErrorType);
        Assert.StartsWith("An invalid asynchronous invocation was detected", end.FailureDetails.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_RaisedBeforeAndAfterWaiting_ArriveInOrder()
    {
        await using var engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc<string>("Listen", async context =>
            {
                var first = await context.WaitForExternalEvent<string>("Word");
                await context.CallActivityAsync("Pause");
                return first + await context.WaitForExternalEvent<string>("word") + await context.WaitForExternalEvent<string>("WORD");
            })
            .AddActivityFunc("Pause", _ => { }));
        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Listen");
        foreach (var word in new[] { "a", "b", "c" })
            await engine.Client.RaiseEventAsync(id, "Word", word);
        Assert.Equal("abc", (await engine.EndOfAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task ContinueAsNew_ManyTimes_KeepsEventsAndEnds()
    {
        await using var engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc<int, int>("Loop", async (context, n) =>
            {
                if (n == 1000)
                    return n + await context.WaitForExternalEvent<int>("Last");
                context.ContinueAsNew(n + 1);
                return 0;
            }));
        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Loop", 0);
        await engine.Client.RaiseEventAsync(id, "Last", 5);
        Assert.Equal(1005, (await engine.EndOfAsync(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Timer_Short_Fires()
    {
        await using var engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc<bool>("Sleep", async context =>
            {
                var due = context.CurrentUtcDateTime.AddMilliseconds(20);
                await context.CreateTimer(due, default);
                return context.CurrentUtcDateTime >= due;
            }));
        Assert.True((await engine.RunAsync("Sleep")).ReadOutputAs<bool>());
    }

    [Fact]
    public async Task Terminate_Waiting_EndsAtOnceWithOutput()
    {
        await using var engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc("Wait", context => context.WaitForExternalEvent<string>("Never")));
        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Wait");
        await engine.Client.TerminateInstanceAsync(id, "enough");
        var end = await engine.EndOfAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, end.RuntimeStatus);
        Assert.Equal("enough", end.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Suspend_ThenResume_ProcessesWhatCameMeanwhile()
    {
        await using var engine = await TestEngine.StartAsync(tasks => tasks
            .AddOrchestratorFunc<string>("Wait", context => context.WaitForExternalEvent<string>("Go")));
        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Wait");
        await engine.Client.WaitForInstanceStartAsync(id, Limit.Token);
        await engine.Client.SuspendInstanceAsync(id);
        await engine.Client.RaiseEventAsync(id, "Go", "went");
        await engine.Client.ResumeInstanceAsync(id);
        Assert.Equal("went", (await engine.EndOfAsync(id)).ReadOutputAs<string>());
    }
}
