using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker.Hosting;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.Azure.Functions.Worker.Keys;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>Maps the functions with an HTTP trigger, and runs one for each request.</summary>
internal sealed class HttpFunctionEndpoint(FunctionCatalog catalog, FunctionInvoker invoker, HostKeys keys, HostJson json)
{
    public const string HttpContextKey = "HttpRequestContext";

    private static readonly string[] Reserved = ["admin", "runtime"];

    public void MapAll(IEndpointRouteBuilder endpoints)
    {
        var taken = new Dictionary<string, (string Function, string Route)>(StringComparer.OrdinalIgnoreCase);
        foreach (var (function, trigger) in catalog.Of<HttpTriggerAttribute>())
        {
            var pattern = Pattern(function, trigger);
            var methods = trigger.Methods is { Length: > 0 } named ? named.Select(m => m.ToUpperInvariant()).ToArray() : [];
            foreach (var method in methods.DefaultIfEmpty("*"))
            {
                if (!taken.TryAdd($"{method} {ShapeOf(pattern)}", (function.Name, pattern.RawText!)))
                {
                    var (other, route) = taken[$"{method} {ShapeOf(pattern)}"];
                    throw new InvalidOperationException(
                        $"Functions '{other}' (/{route}) and '{function.Name}' (/{pattern.RawText}) both answer {method} requests to the same paths. Change one Route.");
                }
            }

            RequestDelegate answer = context => AnswerAsync(function, trigger, context);
            _ = methods.Length == 0 ? endpoints.Map(pattern, answer) : endpoints.MapMethods(pattern.RawText!, methods, answer);
        }

        // As on Azure, a route that does not take the method does not exist for it.
        endpoints.MapFallback("{**path}", context => Results.Problem(
            detail: $"Nothing answers {context.Request.Method} {context.Request.Path}; GET /admin/functions lists the functions.",
            statusCode: StatusCodes.Status404NotFound).ExecuteAsync(context));
    }

    /// <summary>The pattern without what does not decide which requests it matches: the parameters' names and defaults.</summary>
    private static string ShapeOf(RoutePattern pattern) => string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternParameterPart parameter => $"{{{(parameter.IsCatchAll ? "*" : "")}{string.Concat(parameter.ParameterPolicies.Select(policy => ":" + policy.Content))}}}",
        RoutePatternLiteralPart literal => literal.Content,
        _ => ((RoutePatternSeparatorPart)part).Content,
    }))));

    /// <summary>With the prefix, without a leading slash.</summary>
    public static string RouteOf(FunctionEntry function, HttpTriggerAttribute trigger, HostJson json)
    {
        var route = (trigger.Route ?? function.Name).Trim('/');
        return json.RoutePrefix.Length == 0 ? route : $"{json.RoutePrefix}/{route}";
    }

    private RoutePattern Pattern(FunctionEntry function, HttpTriggerAttribute trigger)
    {
        var full = RouteOf(function, trigger, json);
        if (Reserved.Contains(full.Split('/')[0], StringComparer.OrdinalIgnoreCase))
            throw new InvalidOperationException($"Function '{function.Name}' has the route '/{full}'; 'admin' and 'runtime' are the host's own. Change its Route.");
        try
        {
            return RoutePatternFactory.Parse(full);
        }
        catch (RoutePatternException e)
        {
            throw new InvalidOperationException($"Function '{function.Name}' has the route '/{full}', which is malformed: {e.Message} Correct its Route.", e);
        }
    }

    private async Task AnswerAsync(FunctionEntry function, HttpTriggerAttribute trigger, HttpContext context)
    {
        if (!keys.Allow(context.Request, trigger.AuthLevel))
        {
            await HostKeys.Refuse(context);
            return;
        }

        var result = await invoker.InvokeAsync(new FunctionInvocation(function, context, context.RequestServices)
        {
            CancellationToken = context.RequestAborted,
            BindingData = new Dictionary<string, object?>(context.Request.RouteValues, StringComparer.OrdinalIgnoreCase),
            Prepare = invocation => invocation.Items[HttpContextKey] = context,
        });
        await HttpResultWriter.WriteAsync(context, result);
    }
}
