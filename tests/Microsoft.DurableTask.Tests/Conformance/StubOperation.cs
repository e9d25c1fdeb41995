using Microsoft.DurableTask.Entities;

namespace Microsoft.DurableTask.Tests.Conformance;

/// <summary>An operation outside any engine, as a unit test of an entity makes it.</summary>
internal sealed class StubOperation(string name, object? state = null, object? input = null) : TaskEntityOperation
{
    public StoredState Stored { get; } = new(state);

    public override string Name => name;

    public override TaskEntityContext Context { get; } = new NoContext();

    public override TaskEntityState State => Stored;

    public override bool HasInput => input is not null;

    public override object? GetInput(Type inputType) => input;

    internal sealed class StoredState(object? value) : TaskEntityState
    {
        public object? Value { get; private set; } = value;

        public override bool HasState => Value is not null;

        public override object? GetState(Type type)
            => Value is null || type.IsInstanceOfType(Value) ? Value : throw new InvalidCastException($"{Value} is no {type}.");

        public override void SetState(object? state) => Value = state;
    }

    private sealed class NoContext : TaskEntityContext
    {
        public override EntityInstanceId Id => new("stub", "1");

        public override void SignalEntity(EntityInstanceId id, string operationName, object? input = null, SignalEntityOptions? options = null)
            => throw new NotSupportedException();

        public override string ScheduleNewOrchestration(TaskName name, object? input = null, StartOrchestrationOptions? options = null)
            => throw new NotSupportedException();
    }
}
