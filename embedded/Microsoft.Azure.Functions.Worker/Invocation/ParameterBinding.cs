using System.Reflection;
using Microsoft.Azure.Functions.Worker.Converters;
using Microsoft.Azure.Functions.Worker.Durable;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Timers;

namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>Chooses, at start-up, how each parameter gets its value.</summary>
internal static class ParameterBinding
{
    /// <exception cref="FunctionSignatureException">Nothing can supply this parameter.</exception>
    public static ParameterBinder For(ParameterInfo parameter, TriggerBindingAttribute trigger, bool isTrigger) =>
        Common(parameter) ?? trigger switch
        {
            HttpTriggerAttribute http => HttpParameterBinding.For(parameter, http, isTrigger),
            TimerTriggerAttribute => TimerParameterBinding.For(parameter, isTrigger),
            OrchestrationTriggerAttribute or ActivityTriggerAttribute or EntityTriggerAttribute =>
                DurableParameterBinding.For(parameter, trigger, isTrigger),
            _ => throw new FunctionSignatureException($"this host does not know the trigger {trigger.GetType().Name}."),
        };

    public static FunctionSignatureException Unbindable(ParameterInfo parameter, string allowed) => new(
        $"nothing can supply parameter '{parameter.ParameterType.Name} {parameter.Name}'. Use {allowed}, FunctionContext, CancellationToken or " +
        "[DurableClient] DurableTaskClient, or take it in the constructor of the class.");

    private static ParameterBinder? Common(ParameterInfo parameter)
    {
        if (parameter.ParameterType == typeof(FunctionContext))
            return context => new ValueTask<object?>(context);
        if (parameter.ParameterType == typeof(CancellationToken))
            return context => new ValueTask<object?>(context.CancellationToken);
        if (parameter.GetCustomAttribute<DurableClientAttribute>() is not null)
            return DurableParameterBinding.Client(parameter);
        return parameter.GetCustomAttribute<InputConverterAttribute>() is { } converter
            ? ConverterBinding.For(parameter, converter.ConverterType)
            : null;
    }
}
