using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Embedded.Explain;
using Microsoft.DurableTask.Entities;
using Microsoft.DurableTask.Tests.Harness;

namespace Microsoft.DurableTask.Tests.Explain;

public sealed class InstanceExplanationTests
{
    private static readonly EntityInstanceId Account = new("account", "a");

    private readonly Door door = new();

    [Fact]
    public async Task Explain_OpenCalls_ListsEachWithItsState()
    {
        await using var engine = await StartAsync(async context =>
        {
            var slow = Enumerable.Range(0, 3).Select(n => context.CallActivityAsync<int>("Slow", n)).ToList();
            var other = context.CallActivityAsync<int>("Other", 0);
            var timer = context.CreateTimer(context.CurrentUtcDateTime.AddDays(2), CancellationToken.None);
            var sub = context.CallSubOrchestratorAsync<int>("Child", options: new SubOrchestrationOptions { InstanceId = "child" });
            await context.WaitForExternalEvent<int>("Approved");
            await Task.WhenAll([.. slow, other, sub, timer]);
        });
        await engine.Client.WaitForInstanceStartAsync("child", Limit.Token);
        await door.EnteredAsync(2);

        var explanation = Explain(engine);
        Assert.Equal(
            [(0, "Slow", "running", null, null), (1, "Slow", "queued", 1, 1), (2, "Slow", "queued", 2, 1), (3, "Other", "running", (int?)null, (int?)null)],
            explanation.Activities.Select(a => (a.Id, a.Name, a.State, a.QueuePosition, a.ConcurrencyLimit)));
        Assert.NotNull(explanation.Activities[0].RunningSince);
        var timer = Assert.Single(explanation.Timers);
        Assert.Equal(new OpenSubOrchestration(5, "Child", "child", 1, explanation.Activities[0].Since, "Running"), Assert.Single(explanation.SubOrchestrations));
        Assert.Equal(new EventCount("Approved", 1), Assert.Single(explanation.AwaitedEvents));
        Assert.Equal(
            $"Waits for 4 open activities (Slow: 1 running, Slow: 2 queued, Other: 1 running), 1 open timer (the last due {timer.Due:yyyy-MM-ddTHH:mm:ssZ}), "
            + "sub-orchestration 'child' of Child (Running), event 'Approved'.",
            explanation.Summary);
        door.Open(4);
    }

    [Fact]
    public async Task Explain_CodeThatReturnedBeforeItsTimer_SaysFinished()
    {
        await using var engine = await StartAsync(context =>
        {
            _ = context.CreateTimer(new DateTime(2999, 1, 1), CancellationToken.None);
            return Task.CompletedTask;
        });
        var explanation = Explain(engine);
        Assert.True(explanation.CodeHasEnded);
        Assert.Equal("Finished, waiting for 1 open timer (the last due 2999-01-01T00:00:00Z).", explanation.Summary);
    }

    [Fact]
    public async Task Explain_CancelledTimer_IsNotOpen()
    {
        await using var engine = await StartAsync(context =>
        {
            using var cancel = new CancellationTokenSource();
            _ = context.CreateTimer(new DateTime(2999, 1, 1), cancel.Token);
            cancel.Cancel();
            return context.WaitForExternalEvent<int>("Go");
        });
        Assert.Empty(Explain(engine).Timers);
    }

    [Fact]
    public async Task Explain_Suspended_ShowsWhatItReceives()
    {
        await using var engine = await StartAsync(context => context.WaitForExternalEvent<int>("Go"));
        await engine.Client.RaiseEventAsync("main", "Early", 1);
        await engine.Client.SuspendInstanceAsync("main", "hold");
        await engine.Client.RaiseEventAsync("main", "go", 2);
        await engine.Client.RaiseEventAsync("main", "go", 3);
        var explanation = await UntilAsync(engine, e => e is { Suspended: true, StepIsRunning: false, QueuePosition: null });
        Assert.Equal([new("Early", 1), new EventCount("go", 2)], explanation.BufferedEvents);
        Assert.Equal("Suspended until it is resumed. Waits for event 'Go'. Received and not consumed: 'Early', 'go' (2 times).", explanation.Summary);
    }

    [Fact]
    public async Task Explain_StartInTheFuture_SaysWhen()
    {
        await using var engine = await TestEngine.StartAsync(tasks => tasks.AddOrchestratorFunc("Main", _ => Task.CompletedTask));
        await engine.Client.ScheduleNewOrchestrationInstanceAsync(
            "Main", null, new StartOrchestrationOptions("main", new DateTimeOffset(2999, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        var explanation = Explain(engine);
        Assert.Equal(("Pending", "Starts at 2999-01-01T00:00:00Z."), (explanation.RuntimeStatus, explanation.Summary));
    }

    [Fact]
    public async Task Explain_LockThatAnotherHolds_NamesTheHolder()
    {
        await using var engine = await StartAsync(async context =>
        {
            await using var held = await context.Entities.LockEntitiesAsync(Account);
            await context.WaitForExternalEvent<int>("Go");
        });
        await UntilAsync(engine, e => e.AwaitedEvents.Count == 1);
        Assert.Equal("Waits for event 'Go'. Holds the lock of @account@a.", Explain(engine).Summary);

        await engine.Client.ScheduleNewOrchestrationInstanceAsync("Main", null, new StartOrchestrationOptions("second"));
        await engine.Client.WaitForInstanceStartAsync("second", Limit.Token);
        Assert.Equal("Waits for the lock of @account@a, locked by 'main'.", Explain(engine, "second").Summary);

        await engine.Client.ScheduleNewOrchestrationInstanceAsync("Asks", null, new StartOrchestrationOptions("third"));
        await engine.Client.WaitForInstanceStartAsync("third", Limit.Token);
        Assert.Equal("Waits for operation 'get' of @account@a, locked by 'main'.", Explain(engine, "third").Summary);
    }

    [Fact]
    public async Task Explain_RetriedActivity_CountsAttempts()
    {
        var attempts = 0;
        await using var engine = await TestEngine.StartAsync(tasks => tasks
            .AddActivityFunc<object?, int>("Flaky", async (_, _) =>
            {
                if (++attempts < 3)
                    throw new InvalidOperationException("again");
                await door.PassAsync();
                return 1;
            })
            .AddOrchestratorFunc("Main", context => context.CallActivityAsync<int>("Flaky", options: TaskOptions.FromRetryHandler(_ => true))));
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("Main", null, new StartOrchestrationOptions("main"));
        await door.EnteredAsync();
        var activity = Assert.Single(Explain(engine).Activities);
        Assert.Equal((2, 3, "running"), (activity.Id, activity.Attempt, activity.State));
        door.Open();
    }

    [Fact]
    public async Task Explain_CodeThatDoesNotFitHistory_SaysWhy()
    {
        var name = "Slow";
        await using var engine = await StartAsync(context => context.CallActivityAsync<int>(name, 0));
        await door.EnteredAsync();
        name = "Other";
        var explanation = Explain(engine);
        Assert.StartsWith("Cannot go on: Non-Deterministic workflow detected", explanation.Summary, StringComparison.Ordinal);
        Assert.Equal("running", Assert.Single(explanation.Activities).State);
        door.Open();
    }

    [Fact]
    public async Task Explain_MissingOrEnded_IsNull()
    {
        await using var engine = await StartAsync(_ => Task.CompletedTask);
        await engine.EndOfAsync("main");
        Assert.Null(engine.Engine.Explain("main"));
        Assert.Null(engine.Engine.Explain("missing"));
    }

    private async Task<TestEngine> StartAsync(Func<TaskOrchestrationContext, Task> main)
    {
        var engine = await TestEngine.StartAsync(
            tasks => tasks
                .AddActivityFunc<int, int>("Slow", PassAsync)
                .AddActivityFunc<int, int>("Other", PassAsync)
                .AddOrchestratorFunc("Child", context => context.WaitForExternalEvent<int>("Never"))
                .AddOrchestratorFunc("Asks", context => context.Entities.CallEntityAsync<int>(Account, "get"))
                .AddEntity("account", _ => new Counter())
                .AddOrchestratorFunc("Main", main),
            options => options.ActivityLimits["Slow"] = 1);
        await engine.Client.ScheduleNewOrchestrationInstanceAsync("Main", null, new StartOrchestrationOptions("main"));
        await engine.Client.WaitForInstanceStartAsync("main", Limit.Token);
        return engine;
    }

    private async Task<int> PassAsync(TaskActivityContext context, int input)
    {
        await door.PassAsync();
        return input;
    }

    private static InstanceExplanation Explain(TestEngine engine, string id = "main") => engine.Engine.Explain(id)!;

    /// <summary>Looks until the engine has come to rest in the state that the test is about.</summary>
    private static async Task<InstanceExplanation> UntilAsync(TestEngine engine, Func<InstanceExplanation, bool> condition)
    {
        var limit = Limit.Token;
        while (true)
        {
            limit.ThrowIfCancellationRequested();
            if (Explain(engine) is var explanation && condition(explanation))
                return explanation;
            await Task.Yield();
        }
    }

    private sealed class Counter : TaskEntity<int>
    {
        public int Get() => State;
    }
}
