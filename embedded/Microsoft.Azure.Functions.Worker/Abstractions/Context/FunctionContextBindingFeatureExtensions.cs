using System.Reflection;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Invocation;

namespace Microsoft.Azure.Functions.Worker;

public static class FunctionContextBindingFeatureExtensions
{
    public static InvocationResult GetInvocationResult(this FunctionContext context) =>
        new(context, context.Features.Get<InvocationOutcome>()?.Value);

    public static InvocationResult<T> GetInvocationResult<T>(this FunctionContext context) =>
        context.Features.Get<InvocationOutcome>()?.Value is T value
            ? new InvocationResult<T>(context, value)
            : throw new InvalidOperationException(
                $"Function '{context.FunctionDefinition.Name}' has not returned a {typeof(T).Name}; " +
                "call GetInvocationResult() without a type and look at its value.");

    /// <summary>Binds a parameter before the function runs; the value that is set is the one that the function gets.</summary>
    public static async ValueTask<InputBindingData<T>> BindInputAsync<T>(this FunctionContext context, BindingMetadata bindingMetadata)
    {
        ArgumentNullException.ThrowIfNull(bindingMetadata);
        var invocation = (InvocationContext)context;
        var position = context.FunctionDefinition.Parameters.ToList().FindIndex(parameter => parameter.Name == bindingMetadata.Name);
        if (position < 0)
            throw new InvalidOperationException($"Function '{invocation.Function.Name}' has no parameter '{bindingMetadata.Name}'.");
        invocation.BoundArguments[position] = await invocation.ArgumentAsync(position);
        return new BoundInput<T>(invocation, position);
    }

    public static IEnumerable<OutputBindingData<T>> GetOutputBindings<T>(this FunctionContext context)
    {
        if (context.Features.Get<InvocationOutcome>()?.Value is { } result
            && HttpResultWriter.HttpResultProperty(result) is { } property && property.GetValue(result) is T)
        {
            yield return new HttpOutput<T>(result, property);
        }
    }

    private sealed class BoundInput<T>(InvocationContext context, int position) : InputBindingData<T>
    {
        public override T? Value
        {
            get => (T?)context.BoundArguments[position];
            set => context.BoundArguments[position] = value;
        }
    }

    private sealed class HttpOutput<T>(object result, PropertyInfo property) : OutputBindingData<T>
    {
        public override string BindingType => "http";

        public override string Name => property.Name;

        public override T? Value
        {
            get => (T?)property.GetValue(result);
            set => property.SetValue(result, value);
        }
    }
}
