using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Invocation;
using MvcFromBodyAttribute = Microsoft.AspNetCore.Mvc.FromBodyAttribute;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>Parameters of HTTP functions: the request, the body, or by name from route, query, JSON body.</summary>
internal static class HttpParameterBinding
{
    /// <param name="orElse">Asked for values that the request does not have; given what to do when nobody has them.</param>
    public static ParameterBinder For(
        ParameterInfo parameter, HttpTriggerAttribute trigger, bool isTrigger, Func<ParameterBinder, ParameterBinder> orElse)
    {
        if (trigger.AuthLevel == AuthorizationLevel.User)
            throw new FunctionSignatureException("AuthorizationLevel.User needs a gateway that signs users in. Use Anonymous, Function, System or Admin.");
        if (parameter.ParameterType == typeof(HttpRequest))
            return context => new ValueTask<object?>(Request(context));
        if (parameter.ParameterType == typeof(HttpRequestData))
            return context => new ValueTask<object?>(AspNetCoreHttpRequestData.For(context));
        if (isTrigger && parameter.ParameterType == typeof(string))
            return async context => await RequestBody.ReadTextAsync(Request(context));
        if (isTrigger || parameter.IsDefined(typeof(MvcFromBodyAttribute)))
            return context => RequestBody.DeserializeAsync(context, Request(context), parameter.ParameterType);
        var absent = orElse(_ => new ValueTask<object?>(Absent(parameter)));
        return context => ByNameAsync(context, parameter, absent);
    }

    private static HttpRequest Request(InvocationContext context) => ((HttpContext)context.Trigger!).Request;

    private static async ValueTask<object?> ByNameAsync(InvocationContext context, ParameterInfo parameter, ParameterBinder absent)
    {
        var (request, name, type) = (Request(context), parameter.Name!, parameter.ParameterType);
        if (request.RouteValues.TryGetValue(name, out var route) && route is not null)
            return Convert(name, "route value", () => TextConversion.Parse(route.ToString()!, type));
        if (request.Query.TryGetValue(name, out var query))
            return Convert(name, "query parameter", () => TextConversion.Parse(query, type));
        if (request.HasJsonContentType() && await RequestBody.PropertyAsync(request, name) is { } property)
            return Convert(name, "body property", () => property.Deserialize(type, JsonSerializerOptions.Web));
        return await absent(context);
    }

    private static object? Absent(ParameterInfo parameter)
    {
        if (parameter.HasDefaultValue)
            return parameter.DefaultValue;
        if (!parameter.ParameterType.IsValueType || Nullable.GetUnderlyingType(parameter.ParameterType) is not null)
            return null;
        throw new BadRequestException($"'{parameter.Name}' is missing. Give it in the route, in the query or in the JSON body.");
    }

    private static object? Convert(string name, string source, Func<object?> convert)
    {
        try
        {
            return convert();
        }
        catch (Exception e) when (e is FormatException or ArgumentException or OverflowException or NotSupportedException or JsonException)
        {
            throw new BadRequestException($"The {source} '{name}' does not have the right format.", e);
        }
    }
}
