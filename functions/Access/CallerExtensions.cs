using Microsoft.AspNetCore.Http;

namespace Serverless.Functions.Access;

/// <summary>Who calls, once <see cref="AccessMiddleware"/> has let the call pass.</summary>
internal static class CallerExtensions
{
    private static readonly object Key = new();

    /// <summary>The role that the presented key stands for, as the audit trail names it.</summary>
    public static string CallerName(this HttpRequest request) =>
        request.HttpContext.Items[Key] is Role role ? role.ToString() : throw new InvalidOperationException("The call did not pass the access rules.");

    public static void SetCaller(this HttpContext context, Role? role) => context.Items[Key] = role;
}
