using Microsoft.DurableTask.Entities;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs the operation that triggered an entity function.</summary>
public sealed class TaskEntityDispatcher
{
    private readonly TaskEntityOperation operation;
    private readonly IServiceProvider services;

    internal TaskEntityDispatcher(TaskEntityOperation operation, IServiceProvider services)
    {
        this.operation = operation;
        this.services = services;
    }

    internal bool Dispatched { get; private set; }

    internal object? Result { get; private set; }

    public Task DispatchAsync(ITaskEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return DispatchAsync(entity.RunAsync);
    }

    /// <summary>An entity class comes from the container; any other type is the entity's state, and its methods the operations.</summary>
    public Task DispatchAsync<T>() =>
        DispatchAsync(typeof(ITaskEntity).IsAssignableFrom(typeof(T))
            ? (ITaskEntity)(object)ActivatorUtilities.GetServiceOrCreateInstance<T>(services)!
            : new StateEntity<T>());

    /// <summary>The arguments are for parameters of the entity's constructor that the container does not know.</summary>
    public Task DispatchAsync<T>(params object[] additionalArgs) =>
        DispatchAsync(typeof(ITaskEntity).IsAssignableFrom(typeof(T))
            ? (ITaskEntity)(object)ActivatorUtilities.CreateInstance<T>(services, additionalArgs)!
            : new StateEntity<T>());

    public async Task DispatchAsync(Func<TaskEntityOperation, ValueTask<object?>> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Dispatched = true;
        Result = await handler(operation);
    }

    private sealed class StateEntity<TState> : TaskEntity<TState>
    {
        protected override bool AllowStateDispatch => true;
    }
}
