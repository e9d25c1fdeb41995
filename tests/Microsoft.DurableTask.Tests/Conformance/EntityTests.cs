using Microsoft.DurableTask.Entities;

namespace Microsoft.DurableTask.Tests.Conformance;

/// <summary>Entities run by hand, without an engine.</summary>
public sealed class EntityTests
{
    [Fact]
    public async Task RunAsync_StateDispatchButNullState_ThrowsInvalidOperation()
        => await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await new Box(allowStateDispatch: true, initial: null).RunAsync(new StubOperation("Add", input: 1)));

    [Fact]
    public async Task RunAsync_StateDispatchForbidden_ThrowsNotSupported()
        => await Assert.ThrowsAsync<NotSupportedException>(
            async () => await new Box(allowStateDispatch: false, new()).RunAsync(new StubOperation("Add", input: 1)));

    [Fact]
    public async Task RunAsync_StateDispatch_ChangesTheState()
    {
        var operation = new StubOperation("add", new Content { Value = 4 }, input: 3);
        Assert.Equal(7, await new Box(allowStateDispatch: true, initial: null).RunAsync(operation));
        Assert.Equal(7, Assert.IsType<Content>(operation.Stored.Value).Value);
    }

    [Fact]
    public async Task RunAsync_NullableStateThatIsMissing_BeginsAtZero()
    {
        var operation = new StubOperation("Increment");
        Assert.Equal(1, await new NullableCounter().RunAsync(operation));
        Assert.Equal(1, operation.Stored.Value);
    }

    [Fact]
    public async Task RunAsync_DeleteOfAStateThatCannotBeRead_DeletesIt()
    {
        var operation = new StubOperation("Delete", state: "not a number");
        await new NullableCounter().RunAsync(operation);
        Assert.Null(operation.Stored.Value);
        await Assert.ThrowsAsync<InvalidCastException>(
            async () => await new NullableCounter().RunAsync(new StubOperation("Increment", state: "not a number")));
    }

    [Fact]
    public void EntityInstanceId_LongerThanAHundredCharacters_Throws()
    {
        Assert.Equal(100, new EntityInstanceId(new('a', 49), new('b', 49)).ToString().Length);
        Assert.Throws<ArgumentException>(() => new EntityInstanceId(new('a', 49), new('b', 50)));
        Assert.Throws<ArgumentException>(() => EntityInstanceId.FromString($"@a@{new string('b', 98)}"));
    }

    private sealed class Content
    {
        public int Value { get; set; }

        public int Add(int amount) => Value += amount;
    }

    private sealed class Box(bool allowStateDispatch, Content? initial) : TaskEntity<Content>
    {
        protected override bool AllowStateDispatch => allowStateDispatch;

        protected override Content InitializeState(TaskEntityOperation entityOperation) => initial!;
    }

    private sealed class NullableCounter : TaskEntity<int?>
    {
        public int? Increment() => State += 1;
    }
}
