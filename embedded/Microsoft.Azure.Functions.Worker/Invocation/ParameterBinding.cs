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
    /// <param name="converters">The application's, with the place of the host's own binding among them.</param>
    /// <exception cref="FunctionSignatureException">Nothing can supply this parameter.</exception>
    public static ParameterBinder For(ParameterInfo parameter, TriggerBindingAttribute trigger, bool isTrigger, InputConverterCollection converters)
    {
        if (parameter.IsDefined(typeof(DurableClientAttribute)))
            return DurableParameterBinding.Client(parameter);
        // What a durable function is given is not open to converters; they get what is left.
        var isOpen = trigger is HttpTriggerAttribute or TimerTriggerAttribute;
        Type[] registered = isOpen ? [.. converters] : [typeof(HostConverter), .. converters.Where(type => type != typeof(HostConverter))];
        Type[] after = [.. registered.SkipWhile(type => type != typeof(HostConverter)).Skip(1)];
        Type[] before = [.. NamedConverters(parameter, isOpen), .. registered.TakeWhile(type => type != typeof(HostConverter))];
        var own = registered.Contains(typeof(HostConverter))
            ? Own(parameter, trigger, isTrigger, after, mayBeLeft: before.Length > 0 || (after.Length > 0 && !isTrigger))
            : _ => throw Unbindable(parameter, "a converter that handles it");
        return ConverterBinding.Chain(parameter, isTrigger, before, own);
    }

    public static FunctionSignatureException Unbindable(ParameterInfo parameter, string allowed) => new(
        $"nothing can supply parameter '{parameter.ParameterType.Name} {parameter.Name}'. Use {allowed}, FunctionContext, CancellationToken or " +
        "[DurableClient] DurableTaskClient, or take it in the constructor of the class.");

    /// <param name="after">Converters for what the host has no value for.</param>
    /// <param name="mayBeLeft">Whether a converter may supply what the host cannot; which, only an invocation shows.</param>
    private static ParameterBinder Own(ParameterInfo parameter, TriggerBindingAttribute trigger, bool isTrigger, Type[] after, bool mayBeLeft)
    {
        if (parameter.ParameterType == typeof(FunctionContext))
            return context => new ValueTask<object?>(context);
        if (parameter.ParameterType == typeof(CancellationToken))
            return context => new ValueTask<object?>(context.CancellationToken);
        try
        {
            return trigger switch
            {
                HttpTriggerAttribute http => HttpParameterBinding.For(parameter, http, isTrigger, Rest),
                TimerTriggerAttribute => TimerParameterBinding.For(parameter, isTrigger),
                OrchestrationTriggerAttribute or ActivityTriggerAttribute or EntityTriggerAttribute =>
                    DurableParameterBinding.For(parameter, trigger, isTrigger),
                _ => throw new FunctionSignatureException($"this host does not know the trigger {trigger.GetType().Name}."),
            };
        }
        catch (FunctionSignatureException e) when (mayBeLeft)
        {
            return Rest(_ => throw new InvalidOperationException($"No converter handled the parameter, and {e.Message}", e));
        }

        ParameterBinder Rest(ParameterBinder otherwise) => ConverterBinding.Chain(parameter, isTrigger, after, otherwise);
    }

    private static IEnumerable<Type> NamedConverters(ParameterInfo parameter, bool isOpen)
    {
        var named = parameter.GetCustomAttribute<InputConverterAttribute>();
        if (isOpen)
            named ??= parameter.ParameterType.GetCustomAttribute<InputConverterAttribute>();
        return named is null ? [] : [named.ConverterType];
    }
}
