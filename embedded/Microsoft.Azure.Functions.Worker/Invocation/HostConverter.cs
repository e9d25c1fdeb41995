using Microsoft.Azure.Functions.Worker.Converters;

namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>Marks the place of the host's own binding among the converters; <see cref="ParameterBinding"/> puts that there.</summary>
internal sealed class HostConverter : IInputConverter
{
    public ValueTask<ConversionResult> ConvertAsync(ConverterContext context) => new(ConversionResult.Unhandled());
}
