using Microsoft.Azure.Functions.Worker.Middleware;

namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>Runs a function inside the middleware: binds its parameters, calls it, awaits it.</summary>
internal sealed class FunctionInvoker(MiddlewarePipeline pipeline)
{
    private readonly FunctionExecutionDelegate execute = pipeline.Build(ExecuteAsync);

    // No ConfigureAwait here: an orchestrator must stay on the context that the engine gave it.
    public async Task<object?> InvokeAsync(FunctionInvocation invocation)
    {
        var context = new InvocationContext(invocation);
        invocation.Prepare?.Invoke(context);
        await execute(context);
        return context.Features.Get<InvocationOutcome>()?.Value;
    }

    private static async Task ExecuteAsync(FunctionContext context)
    {
        var invocation = context as InvocationContext ?? throw new InvalidOperationException(
            "A middleware passed on a FunctionContext of its own. Pass on the one that it was given.");
        var function = invocation.Function;
        var arguments = new object?[function.Binders.Length];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = await invocation.ArgumentAsync(i);

        var target = function.CreateTarget(invocation.InstanceServices);
        try
        {
            context.Features.Set(new InvocationOutcome(await function.CallAsync(target, arguments)));
        }
        finally
        {
            if (target is IAsyncDisposable asynchronous)
                await asynchronous.DisposeAsync();
            else
                (target as IDisposable)?.Dispose();
        }
    }
}
