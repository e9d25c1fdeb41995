using System.Collections.Frozen;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Serverless.Functions.Api;

namespace Serverless.Functions.Access;

/// <summary>
/// Refuses every HTTP call whose <c>x-api-key</c> doesn't stand for the role that the function declares: 401 without a known key,
/// 403 with one that isn't enough. Functions that aren't called over HTTP pass.
/// </summary>
public sealed class AccessMiddleware(AccessKeys keys) : IFunctionsWorkerMiddleware
{
    /// <summary>Header that carries the secret.</summary>
    public const string Header = "x-api-key";

    private readonly FrozenDictionary<string, MethodInfo> methods = FunctionPolicies.MethodsOf(typeof(AccessMiddleware).Assembly);

    /// <inheritdoc />
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        var role = keys.RoleOf(http.Request.Headers[Header]);
        if (methods.TryGetValue(context.FunctionDefinition.Name, out var method) && FunctionPolicies.Allows(method, role))
        {
            http.SetCaller(role);
            await next(context);
            return;
        }

        var problem = role is null
            ? Problems.Of(StatusCodes.Status401Unauthorized, "credentials-missing", $"Send a known key in the header '{Header}'.")
            : Problems.Of(StatusCodes.Status403Forbidden, "role-insufficient", $"The role '{role}' may not call this function.");
        await problem.ExecuteAsync(http);
    }
}
