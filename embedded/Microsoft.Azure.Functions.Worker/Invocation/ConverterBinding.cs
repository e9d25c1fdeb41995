using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Azure.Functions.Worker.Converters;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>Binds a parameter through <see cref="IInputConverter"/>s.</summary>
internal static class ConverterBinding
{
    /// <summary>The first converter that does not leave the parameter to others decides.</summary>
    public static ParameterBinder Chain(ParameterInfo parameter, bool isTrigger, IReadOnlyList<Type> converters, ParameterBinder otherwise)
    {
        if (converters.Count == 0)
            return otherwise;
        return async context =>
        {
            var instances = context.InstanceServices.GetRequiredService<ConverterInstances>();
            var conversion = new Context(parameter, isTrigger, context);
            foreach (var converter in converters)
            {
                var result = await instances.Of(converter).ConvertAsync(conversion);
                if (result.Status == ConversionStatus.Succeeded)
                    return result.Value;
                if (result.Status == ConversionStatus.Failed)
                    throw result.Error!;
            }

            return await otherwise(context);
        };
    }

    private sealed class Context(ParameterInfo parameter, bool isTrigger, InvocationContext context) : ConverterContext
    {
        public override Type TargetType => parameter.ParameterType;

        /// <summary>The request or what else triggered; for other parameters the route value of their name.</summary>
        public override object? Source => isTrigger
            ? AspNetCoreHttpRequestData.For(context) ?? context.Trigger
            : context.BindingContext.BindingData.GetValueOrDefault(parameter.Name!);

        public override FunctionContext FunctionContext => context;

        public override IReadOnlyDictionary<string, object> Properties => ImmutableDictionary<string, object>.Empty;
    }
}
