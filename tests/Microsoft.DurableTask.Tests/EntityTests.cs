using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Entities;
using Microsoft.DurableTask.Tests.Harness;

namespace Microsoft.DurableTask.Tests;

public sealed class EntityTests
{
    private static readonly EntityInstanceId Counter = new("Counter", "a");

    [Fact]
    public async Task Signal_Many_AppliesEachOnceInOrder()
    {
        await using var engine = await StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => engine.Client.Entities.SignalEntityAsync(Counter, "add", 1)));
        Assert.Equal(200, (await engine.RunAsync("Read", Counter)).ReadOutputAs<int>());
        Assert.Equal(200, (await engine.Client.Entities.GetEntityAsync<int>(Counter))!.State);
    }

    [Fact]
    public async Task Call_OperationThrows_RollsBackAndTellsTheCaller()
    {
        await using var engine = await StartAsync(tasks => tasks.AddOrchestratorFunc<string>("Try", async context =>
        {
            await context.Entities.CallEntityAsync(Counter, "add", 5);
            try
            {
                await context.Entities.CallEntityAsync(Counter, "addThenThrow", 7);
                return "no error";
            }
            catch (EntityOperationFailedException e)
            {
                return $"{await context.Entities.CallEntityAsync<int>(Counter, "get")} {e.FailureDetails.ErrorType} {e.Message}";
            }
        }));
        var end = await engine.RunAsync("Try");
        Assert.Equal("5 System.FormatException Operation 'addThenThrow' of entity '@counter@a' failed: bad", end.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Call_EntityNotRegistered_FailsWithEntityTaskNotFound()
    {
        await using var engine = await StartAsync();
        var end = await engine.RunAsync("Read", new EntityInstanceId("nobody", ""));
        Assert.Equal("EntityTaskNotFound", end.FailureDetails!.InnerFailure!.ErrorType);
    }

    [Fact]
    public async Task Delete_Implicit_RemovesTheEntity()
    {
        await using var engine = await StartAsync(tasks => tasks.AddOrchestratorFunc("Delete", async context =>
        {
            await context.Entities.CallEntityAsync(Counter, "add", 5);
            await context.Entities.CallEntityAsync(Counter, "delete");
        }));
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await engine.RunAsync("Delete")).RuntimeStatus);
        Assert.Null(await engine.Client.Entities.GetEntityAsync(Counter));
    }

    [Fact]
    public async Task Signal_Scheduled_IsDeliveredAtItsTime()
    {
        var time = new Serverless.Testing.ManualTimeProvider();
        await using var engine = await StartAsync(time: time);
        await engine.Client.Entities.SignalEntityAsync(Counter, "add", 1, new() { SignalTime = time.GetUtcNow().AddHours(1) });
        Assert.Equal(0, (await engine.RunAsync("Read", Counter)).ReadOutputAs<int>());
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, (await engine.RunAsync("Read", Counter)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Lock_TransfersFromBothSides_NeverDeadlockNorLoseMoney()
    {
        await using var engine = await StartAsync(tasks => tasks.AddOrchestratorFunc<(string From, string To)>("Transfer", async (context, move) =>
        {
            EntityInstanceId from = new("counter", move.From), to = new("counter", move.To);
            await using (await context.Entities.LockEntitiesAsync(from, to))
            {
                var a = await context.Entities.CallEntityAsync<int>(from, "get");
                var b = await context.Entities.CallEntityAsync<int>(to, "get");
                await context.Entities.CallEntityAsync(from, "set", a - 1);
                await context.Entities.CallEntityAsync(to, "set", b + 1);
            }
        }));
        var ids = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => engine.Client.ScheduleNewOrchestrationInstanceAsync(
            "Transfer", i % 4 == 0 ? ("y", "x") : ("x", "y"))));
        foreach (var id in ids)
            Assert.Null((await engine.EndOfAsync(id)).FailureDetails);
        Assert.Equal(-20, (await engine.RunAsync("Read", new EntityInstanceId("counter", "x"))).ReadOutputAs<int>());
        Assert.Equal(20, (await engine.RunAsync("Read", new EntityInstanceId("counter", "y"))).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Lock_OwnerTerminated_IsReleased()
    {
        await using var engine = await StartAsync(tasks => tasks.AddOrchestratorFunc("Hold", async context =>
        {
            await context.Entities.LockEntitiesAsync(Counter);
            context.SetCustomStatus("locked");
            await context.WaitForExternalEvent<string>("Never");
        }));
        var holder = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Hold");
        var reader = await engine.Client.ScheduleNewOrchestrationInstanceAsync("Read", Counter);
        await engine.Client.TerminateInstanceAsync(holder);
        await engine.EndOfAsync(holder);
        Assert.Equal(0, (await engine.EndOfAsync(reader)).ReadOutputAs<int>());
        Assert.Equal(0, (await engine.RunAsync("Read", Counter)).ReadOutputAs<int>());
        Assert.Null((await engine.Client.Entities.GetEntityAsync(Counter))?.LockedBy);
    }

    [Fact]
    public async Task Entity_StartsOrchestration_AndSignalsAnother()
    {
        await using var engine = await StartAsync(tasks => tasks
            .AddOrchestratorFunc<int>("Spawned", (context, n) => context.Entities.SignalEntityAsync(Counter, "add", n))
            .AddOrchestratorFunc<string>("Ask", context => context.Entities.CallEntityAsync<string>(Counter, "spawn", 9)));
        var spawned = (await engine.RunAsync("Ask")).ReadOutputAs<string>()!;
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await engine.EndOfAsync(spawned)).RuntimeStatus);
        Assert.Equal(9, (await engine.RunAsync("Read", Counter)).ReadOutputAs<int>());
    }

    private static Task<TestEngine> StartAsync(Action<DurableTaskRegistry>? more = null, TimeProvider? time = null)
        => TestEngine.StartAsync(
            tasks =>
            {
                tasks.AddEntity<CounterEntity>("Counter");
                tasks.AddOrchestratorFunc<EntityInstanceId, int>("Read", (context, id) => context.Entities.CallEntityAsync<int>(id, "get"));
                more?.Invoke(tasks);
            },
            time: time);

    private sealed class CounterEntity : TaskEntity<int>
    {
        public void Add(int amount) => State += amount;

        public void Set(int value) => State = value;

        public int Get() => State;

        public void AddThenThrow(int amount)
        {
            State += amount;
            throw new FormatException("bad");
        }

        public string Spawn(int amount, TaskEntityContext context) => context.ScheduleNewOrchestration("Spawned", amount);
    }
}
