using Microsoft.Azure.Functions.Worker.Invocation;

namespace Microsoft.Azure.Functions.Worker;

public class InvocationResult<T>
{
    private readonly FunctionContext context;
    private T? current;

    internal InvocationResult(FunctionContext context, T? value)
    {
        this.context = context;
        current = value;
    }

    public T? Value
    {
        get => current;
        set
        {
            current = value;
            context.Features.Set(new InvocationOutcome(value));
        }
    }
}
