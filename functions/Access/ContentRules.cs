using System.Collections.Frozen;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Serverless.Functions.Api;

namespace Serverless.Functions.Access;

/// <summary>
/// Refuses, before anything is done, a body in a media type that the function does not read (415), and a call whose answer the caller would not take (406). It comes
/// after <see cref="AccessMiddleware"/>: whoever is not known learns nothing by it.
/// </summary>
internal sealed class ContentRules : IFunctionsWorkerMiddleware
{
    private readonly FrozenDictionary<string, MethodInfo> methods = FunctionPolicies.MethodsOf(typeof(ContentRules).Assembly);

    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http && methods.TryGetValue(context.FunctionDefinition.Name, out var method) && Refuse(method, http.Request) is { } problem)
            await problem.ExecuteAsync(http);
        else
            await next(context);
    }

    // What is no route says so to everybody, whatever is sent along.
    private static IResult? Refuse(MethodInfo method, HttpRequest request)
    {
        if (method.DeclaringType == typeof(UnknownRoute))
            return null;
        var refusal = method.GetCustomAttribute<BodyAttribute>() is { } body ? MediaTypes.Refuse(request, body.MediaTypes) : null;
        var answers = MediaTypes.Of(method);
        return refusal ?? (request.Preferred(answers) is null ? MediaTypes.NotAcceptable(answers) : null);
    }
}
