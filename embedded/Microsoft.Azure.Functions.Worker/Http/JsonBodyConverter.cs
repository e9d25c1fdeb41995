using Microsoft.Azure.Functions.Worker.Converters;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>What [FromBody] stands for: the request's body, read as JSON.</summary>
internal sealed class JsonBodyConverter : IInputConverter
{
    public async ValueTask<ConversionResult> ConvertAsync(ConverterContext context)
    {
        var http = context.FunctionContext.GetHttpContext() ?? throw new InvalidOperationException(
            $"[FromBody] stands in '{context.FunctionContext.FunctionDefinition.Name}', which has no HTTP trigger. Remove it.");
        return ConversionResult.Success(await RequestBody.DeserializeAsync(context.FunctionContext, http.Request, context.TargetType));
    }
}
