using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Entities;
using Microsoft.DurableTask.Tests.Harness;

namespace Microsoft.DurableTask.Tests.Replay;

public sealed class NonDeterminismTests
{
    private static readonly EntityInstanceId Account = new("account", "a");

    /// <summary>Every kind of call, and how a report names it.</summary>
    private static readonly Dictionary<string, (Action<TaskOrchestrationContext> Call, string Described)> Kinds = new()
    {
        ["activity"] = (c => c.CallActivityAsync("Work"), "an activity task with sequence ID 0 and name 'Work'"),
        ["other activity"] = (c => c.CallActivityAsync("Play"), "an activity task with sequence ID 0 and name 'Play'"),
        ["sub-orchestration"] = (
            c => c.CallSubOrchestratorAsync("Child", options: new SubOrchestrationOptions { InstanceId = "child" }),
            "a sub-orchestration task with sequence ID 0, name 'Child', instance ID 'child'"),
        ["timer"] = (c => c.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None), "a timer task with sequence ID 0"),
        ["event"] = (c => c.SendEvent("someone", "Hello", 1), "a send event task with sequence ID 0, type 'Hello', instance ID 'someone'"),
        ["entity call"] = (c => c.Entities.CallEntityAsync(Account, "add", 1), "a call of entity operation 'add' on '@account@a' with sequence ID 0"),
        ["entity signal"] = (c => c.Entities.SignalEntityAsync(Account, "add", 1), "a signal of entity operation 'add' on '@account@a' with sequence ID 0"),
        ["lock"] = (c => c.Entities.LockEntitiesAsync(Account), "a lock of @account@a with sequence ID 0"),
    };

    public static TheoryData<string, string> Pairs()
    {
        var pairs = new TheoryData<string, string>();
        foreach (var stored in Kinds.Keys)
        {
            foreach (var present in Kinds.Keys.Where(present => present != stored))
                pairs.Add(stored, present);
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Replay_AnotherKindOrName_NamesBothCalls(string stored, string present)
    {
        var message = await FailureAfterChangeAsync(Kinds[stored].Call, Kinds[present].Call);
        Assert.StartsWith(
            "Non-Deterministic workflow detected: A previous execution of this orchestration scheduled " + Kinds[stored].Described
            + ", but the current replay scheduled " + Kinds[present].Described + ".",
            message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_CodeThatCallsNothing_SaysSo()
        => Assert.Contains("but the current replay scheduled nothing at this point.", await FailureAfterChangeAsync(Kinds["timer"].Call, _ => { }));

    [Fact]
    public async Task Replay_CodeThatThrows_SaysWhat()
        => Assert.Contains(
            "but the current replay failed with System.NotSupportedException: changed.",
            await FailureAfterChangeAsync(Kinds["timer"].Call, _ => throw new NotSupportedException("changed")));

    private static async Task<string> FailureAfterChangeAsync(Action<TaskOrchestrationContext> before, Action<TaskOrchestrationContext> after)
    {
        var code = before;
        await using var engine = await TestEngine.StartAsync(
            tasks => tasks
                .AddActivityFunc<object?, int>("Work", (_, _) => 1)
                .AddActivityFunc<object?, int>("Play", (_, _) => 1)
                .AddOrchestratorFunc("Child", context => context.WaitForExternalEvent<int>("Never"))
                .AddOrchestratorFunc("Changes", async context =>
                {
                    Volatile.Read(ref code)(context);
                    return await context.WaitForExternalEvent<int>("Go");
                }),
            options =>
            {
                options.MaxOrchestratorsInMemory = 0;
                // An answer may come after the change and before the event: then the instance has failed already.
                options.ThrowStatusExceptionsOnRaiseEvent = false;
            });
        var id = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Changes");
        await engine.Client.WaitForInstanceStartAsync(id, Limit.Token);
        Volatile.Write(ref code, after);
        await engine.Client.RaiseEventAsync(id, "Go", 1);
        var end = await engine.EndOfAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        return end.FailureDetails!.ErrorMessage;
    }
}
