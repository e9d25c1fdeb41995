using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.DurableTask.Entities;

namespace Microsoft.Azure.Functions.Worker.Durable;

/// <summary>Made for one batch of operations, whose service scope the engine opens and closes.</summary>
internal sealed class FunctionEntity(FunctionEntry function, FunctionInvoker invoker, IServiceProvider services) : ITaskEntity
{
    public async ValueTask<object?> RunAsync(TaskEntityOperation operation)
    {
        var dispatcher = new TaskEntityDispatcher(operation, services);
        await invoker.InvokeAsync(new FunctionInvocation(function, new DurableCall(dispatcher, null), services)
        {
            BindingData = new Dictionary<string, object?> { ["instanceId"] = operation.Context.Id.ToString(), ["name"] = operation.Context.Id.Name },
        });
        return dispatcher.Dispatched
            ? dispatcher.Result
            : throw new InvalidOperationException($"Entity function '{function.Name}' returned without a call of DispatchAsync. Call it once.");
    }
}
