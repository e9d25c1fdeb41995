namespace Microsoft.Azure.Functions.Worker;

public sealed class InvocationResult : InvocationResult<object>
{
    internal InvocationResult(FunctionContext context, object? value)
        : base(context, value)
    {
    }
}
