namespace Microsoft.DurableTask.Entities;

/// <summary>Base class of entities: an operation is a method, looked up without regard to case.</summary>
public abstract class TaskEntity<TState> : ITaskEntity
{
    /// <summary>Whether operations may fall through to the methods of <see cref="State"/>.</summary>
    protected virtual bool AllowStateDispatch => false;

    protected TState State { get; set; } = default!;

    protected TaskEntityContext Context { get; private set; } = null!;

    public async ValueTask<object?> RunAsync(TaskEntityOperation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        Context = operation.Context;
        if (!TryRestoreState(operation)
            || !(EntityDispatch.TryDispatch(this, operation, out var result) || TryDispatchToState(operation, out result)))
        {
            return EntityDispatch.ImplicitOperation(operation);
        }

        var value = await EntityDispatch.UnwrapAsync(result);
        operation.State.SetState(State);
        return value;
    }

    /// <summary>The state of an entity that has none yet.</summary>
    protected virtual TState InitializeState(TaskEntityOperation entityOperation)
        => Nullable.GetUnderlyingType(typeof(TState)) is { } value ? (TState)Activator.CreateInstance(value)! : Activator.CreateInstance<TState>();

    /// <summary>A state that cannot be read does not keep its entity from being deleted.</summary>
    private bool TryRestoreState(TaskEntityOperation operation)
    {
        object? stored;
        try
        {
            stored = operation.State.GetState(typeof(TState));
        }
        catch (Exception) when (EntityDispatch.IsImplicit(operation))
        {
            return false;
        }

        State = stored is null ? InitializeState(operation) : (TState)stored;
        return true;
    }

    private bool TryDispatchToState(TaskEntityOperation operation, out object? result)
    {
        result = null;
        if (!AllowStateDispatch || (State is null && EntityDispatch.IsImplicit(operation)))
            return false;
        return EntityDispatch.TryDispatch(
            State ?? throw new InvalidOperationException($"Operation '{operation.Name}' would go to the entity's state, which is null."),
            operation,
            out result);
    }
}
