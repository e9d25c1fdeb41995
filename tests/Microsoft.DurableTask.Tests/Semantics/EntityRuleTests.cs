using Microsoft.DurableTask.Client.Entities;
using Microsoft.DurableTask.Entities;
using Microsoft.DurableTask.Tests.Harness;

namespace Microsoft.DurableTask.Tests.Semantics;

public sealed class EntityRuleTests
{
    private static readonly EntityInstanceId A = new("box", "a");
    private static readonly EntityInstanceId B = new("box", "b");

    [Fact]
    public Task Lock_Nested_Throws() => AssertRefusedAsync(
        "Must not enter another critical section from within a critical section.",
        context => context.Entities.LockEntitiesAsync(B));

    [Fact]
    public Task Lock_SubOrchestration_Throws() => AssertRefusedAsync(
        "While holding locks, cannot call suborchestrators.",
        context => context.CallSubOrchestratorAsync("Other"));

    [Fact]
    public Task Lock_SignalOfLockedEntity_Throws() => AssertRefusedAsync(
        "Must not signal a locked entity from a critical section.",
        context => context.Entities.SignalEntityAsync(A, "set", 1));

    [Fact]
    public Task Lock_CallOfUnlockedEntity_Throws() => AssertRefusedAsync(
        "Must not call an entity from a critical section if it is not one of the locked entities.",
        context => context.Entities.CallEntityAsync(B, "set", 1));

    [Fact]
    public Task Lock_ConcurrentCallOfOneEntity_Throws() => AssertRefusedAsync(
        "Must not call an entity from a critical section while a prior call to the same entity is still pending.",
        context =>
        {
            _ = context.Entities.CallEntityAsync(A, "set", 1);
            return context.Entities.CallEntityAsync(A, "set", 2);
        });

    [Fact]
    public async Task Lock_Empty_ThrowsArgumentException_AndDefaultIdArgumentNull()
    {
        await using var engine = await StartAsync(tasks => tasks.AddOrchestratorFunc("Try", async context =>
        {
            await Assert.ThrowsAsync<ArgumentException>(() => context.Entities.LockEntitiesAsync());
            await Assert.ThrowsAsync<ArgumentNullException>(() => context.Entities.CallEntityAsync(default, "get"));
        }));
        Assert.Null((await engine.RunAsync("Try")).FailureDetails);
    }

    [Fact]
    public async Task InCriticalSection_ListsWhatMayBeCalledNow()
    {
        await using var engine = await StartAsync(tasks => tasks.AddOrchestratorFunc<List<string>>("Look", async context =>
        {
            var seen = new List<string>();
            void Look() => seen.Add(context.Entities.InCriticalSection(out var ids) ? string.Join(' ', ids) : "outside");
            Look();
            await using (await context.Entities.LockEntitiesAsync(B, A, B))
            {
                Look();
                var call = context.Entities.CallEntityAsync<int>(A, "get");
                Look();
                await call;
                Look();
            }

            Look();
            return seen;
        }));
        Assert.Equal(
            ["outside", "@box@a @box@b", "@box@b", "@box@a @box@b", "outside"],
            (await engine.RunAsync("Look")).ReadOutputAs<List<string>>());
    }

    [Theory]
    [InlineData("noinput", null, "InvalidOperationException")]
    [InlineData("twoinputs", 1, "InvalidOperationException")]
    [InlineData("overloaded", 1, "AmbiguousMatchException")]
    [InlineData("unknown", null, "NotSupportedException")]
    [InlineData("unserializable", null, "NotSupportedException")]
    public async Task Dispatch_OperationThatCannotBeBound_Fails(string operation, int? input, string error)
    {
        await using var engine = await StartAsync(tasks => tasks.AddOrchestratorFunc<int?, string>("Call", async (context, value) =>
        {
            try
            {
                await context.Entities.CallEntityAsync(A, operation, value);
                return "none";
            }
            catch (EntityOperationFailedException e)
            {
                return e.FailureDetails.ErrorType.Split('.')[^1];
            }
        }));
        Assert.Equal(error, (await engine.RunAsync("Call", input)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Dispatch_NameCaseContextDefaultsAndAsyncResults_AreBound()
    {
        await using var engine = await StartAsync(tasks => tasks.AddOrchestratorFunc<string>("Call", async context =>
            await context.Entities.CallEntityAsync<string>(A, "DESCRIBE", "x")
            + await context.Entities.CallEntityAsync<string>(A, "describe")
            + await context.Entities.CallEntityAsync<int>(A, "valueTask")));
        Assert.Equal("@box@a x @box@a default 4", (await engine.RunAsync("Call")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Dispatch_StateMethods_WhenAllowed()
    {
        await using var engine = await StartAsync(tasks => tasks.AddOrchestratorFunc<int>("Call", async context =>
        {
            await context.Entities.CallEntityAsync(new("wallet", "w"), "deposit", 3);
            return await context.Entities.CallEntityAsync<int>(new("wallet", "w"), "balance");
        }));
        Assert.Equal(3, (await engine.RunAsync("Call")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Query_PrefixAndStateless_FollowTheRules()
    {
        await using var engine = await StartAsync();
        for (var i = 0; i < 5; i++)
            await engine.Client.Entities.SignalEntityAsync(new("box", $"q{i}"), "set", i);
        await engine.RunAsync("Flush", new EntityInstanceId("box", "q4"));
        for (var i = 0; i < 5; i++)
            await engine.RunAsync("Flush", new EntityInstanceId("box", $"q{i}"));
        var found = new List<int>();
        await foreach (var entity in engine.Client.Entities.GetAllEntitiesAsync<int>(new EntityQuery { InstanceIdStartsWith = "BOX@q", PageSize = 2 }))
            found.Add(entity.State);
        Assert.Equal([0, 1, 2, 3, 4], found);
        Assert.Null(await engine.Client.Entities.GetEntityAsync(new("box", "none")));
        var bare = (await engine.Client.Entities.GetEntityAsync(new EntityInstanceId("box", "q1"), includeState: false))!;
        Assert.False(bare.IncludesState);
        Assert.Throws<InvalidOperationException>(() => bare.State);
    }

    [Fact]
    public async Task Purge_EntityId_RemovesItsState()
    {
        await using var engine = await StartAsync();
        await engine.Client.Entities.SignalEntityAsync(A, "set", 1);
        await engine.RunAsync("Flush", A);
        Assert.Equal(1, (await engine.Client.PurgeInstanceAsync("@box@a")).PurgedInstanceCount);
        Assert.Null(await engine.Client.Entities.GetEntityAsync(A));
    }

    [Theory]
    [InlineData("", "k")]
    [InlineData("na@me", "k")]
    public void EntityInstanceId_BadName_Throws(string name, string key)
        => Assert.ThrowsAny<ArgumentException>(() => new EntityInstanceId(name, key));

    [Fact]
    public void EntityInstanceId_Text_RoundTripsWithLowerCaseNameAndAnyKey()
    {
        var id = new EntityInstanceId("MyName", "Key@with@at");
        Assert.Equal("@myname@Key@with@at", id.ToString());
        Assert.Equal(id, EntityInstanceId.FromString(id.ToString()));
        Assert.Equal("\"@myname@Key@with@at\"", System.Text.Json.JsonSerializer.Serialize(id));
        Assert.Equal(new EntityInstanceId("n", ""), EntityInstanceId.FromString("@n@"));
    }

    private static async Task AssertRefusedAsync(string message, Func<TaskOrchestrationContext, Task> attempt)
    {
        await using var engine = await StartAsync(tasks => tasks.AddOrchestratorFunc<string>("Try", async context =>
        {
            await using (await context.Entities.LockEntitiesAsync(A))
                return (await Assert.ThrowsAsync<InvalidOperationException>(() => attempt(context))).Message;
        }));
        Assert.Equal(message, (await engine.RunAsync("Try")).ReadOutputAs<string>());
    }

    private static Task<TestEngine> StartAsync(Action<DurableTaskRegistry>? more = null)
        => TestEngine.StartAsync(tasks =>
        {
            tasks.AddEntity<Box>();
            tasks.AddEntity<WalletEntity>("wallet");
            tasks.AddOrchestratorFunc("Other", _ => { });
            tasks.AddOrchestratorFunc<EntityInstanceId>("Flush", (context, id) => context.Entities.CallEntityAsync<int>(id, "get"));
            more?.Invoke(tasks);
        });

    private sealed class Box : TaskEntity<object>
    {
        public void Set(int value) => State = value;

        public int Get() => State.ToString() is { Length: > 0 } text && int.TryParse(text, out var value) ? value : 0;

        public void NoInput(int required) => State = required;

        public void TwoInputs(int one, int two) => State = one + two;

        public void Overloaded(int value) => State = value;

        public void Overloaded(string value) => State = value;

        public void Unserializable() => State = (Action)(() => { });

        public Task<string> Describe(TaskEntityContext context, string text = "default") => Task.FromResult($"{context.Id} {text} ");

        public ValueTask<int> ValueTask() => new(4);
    }

    private sealed class WalletEntity : TaskEntity<Wallet>
    {
        protected override bool AllowStateDispatch => true;
    }

    private sealed class Wallet
    {
        public int Amount { get; set; }

        public void Deposit(int amount) => Amount += amount;

        public int Balance() => Amount;
    }
}
