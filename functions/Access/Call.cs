using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.Functions.Access;

/// <summary>A call of an HTTP function.</summary>
/// <param name="Id">Id of the invocation.</param>
/// <param name="Function">Name of the function.</param>
/// <param name="Method">The function; null when it declares nothing.</param>
/// <param name="Request">What was sent.</param>
internal sealed record Call(string Id, string Function, MethodInfo? Method, HttpRequest Request)
{
    /// <summary>The least role that the function asks for; null when it declares none.</summary>
    public Role? Role => Method?.GetCustomAttribute<RequiresRoleAttribute>()?.Role;

    /// <summary>Whether it may start or change something.</summary>
    public bool Writes => IsPrivileged && !HttpMethods.IsGet(Request.Method) && !HttpMethods.IsHead(Request.Method);

    /// <summary>Whether it leaves an entry when it is allowed: unless the function says that it only reads what is ordinary, it does.</summary>
    public bool IsPrivileged => !FunctionPolicies.IsOrdinaryRead(Method);

    /// <summary>Whether it starts work that costs far more than the call.</summary>
    public bool StartsWork => Method?.IsDefined(typeof(StartsWorkAttribute)) == true;

    /// <summary>The call of an invocation.</summary>
    public static Call Of(FunctionContext context, HttpRequest request, IReadOnlyDictionary<string, MethodInfo> methods) =>
        new(context.InvocationId, context.FunctionDefinition.Name, methods.GetValueOrDefault(context.FunctionDefinition.Name), request);
}
