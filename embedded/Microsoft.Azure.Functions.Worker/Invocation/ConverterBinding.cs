using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Azure.Functions.Worker.Converters;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>Binds a parameter through the <see cref="IInputConverter"/> that its attribute names.</summary>
internal static class ConverterBinding
{
    public static ParameterBinder For(ParameterInfo parameter, Type converterType) => async context =>
    {
        var converter = (IInputConverter)ActivatorUtilities.GetServiceOrCreateInstance(context.InstanceServices, converterType);
        var result = await converter.ConvertAsync(new Context(parameter.ParameterType, context));
        return result.Status switch
        {
            ConversionStatus.Succeeded => result.Value,
            ConversionStatus.Failed => throw result.Error!,
            _ => throw new InvalidOperationException(
                $"{converterType.Name} did not handle parameter '{parameter.Name}' of function '{context.Function.Name}'."),
        };
    };

    private sealed class Context(Type targetType, InvocationContext context) : ConverterContext
    {
        public override Type TargetType => targetType;

        public override object? Source => context.Trigger;

        public override FunctionContext FunctionContext => context;

        public override IReadOnlyDictionary<string, object> Properties => ImmutableDictionary<string, object>.Empty;
    }
}
