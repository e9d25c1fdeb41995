using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker.Durable;

internal sealed class FunctionOrchestrator(FunctionEntry function, FunctionInvoker invoker, IServiceScopeFactory scopes) : ITaskOrchestrator
{
    public Type InputType { get; } = DurableParameterBinding.OrchestratorInput(function.Method)?.ParameterType ?? typeof(object);

    public Type OutputType { get; } = function.ResultType == typeof(void) ? typeof(object) : function.ResultType;

    // Middleware runs on the orchestrator's own thread, once per replay: what it awaits besides 'next' must be durable too.
    public async Task<object?> RunAsync(TaskOrchestrationContext context, object? input)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await invoker.InvokeAsync(new FunctionInvocation(function, new DurableCall(context, input), scope.ServiceProvider)
        {
            BindingData = new Dictionary<string, object?> { ["instanceId"] = context.InstanceId, ["name"] = context.Name.Name },
            Prepare = invocation => FunctionContexts.Remember(context, invocation),
        });
    }
}
