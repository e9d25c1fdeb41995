using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Embedded;

namespace Microsoft.Azure.Functions.Worker.Durable;

/// <summary>Made for one execution, whose service scope the engine opens and closes.</summary>
internal sealed class FunctionActivity(FunctionEntry function, FunctionInvoker invoker, IServiceProvider services) : ITaskActivity
{
    /// <summary>Entry of the binding data: the same for every execution of one call, also after a crash; unique across calls.</summary>
    public const string IdempotencyKey = "idempotencyKey";

    public Type InputType { get; } = DurableParameterBinding.ActivityInput(function.TriggerParameter.ParameterType);

    public Type OutputType { get; } = function.ResultType == typeof(void) ? typeof(object) : function.ResultType;

    public Task<object?> RunAsync(TaskActivityContext context, object? input)
    {
        var call = (EmbeddedActivityContext)context;
        return invoker.InvokeAsync(new FunctionInvocation(function, new DurableCall(context, input), services)
        {
            BindingData = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase)
            {
                ["instanceId"] = context.InstanceId,
                ["name"] = context.Name.Name,
                ["taskId"] = call.TaskId,
                [IdempotencyKey] = call.IdempotencyKey,
            },
            CancellationToken = call.CancellationToken,
        });
    }
}
