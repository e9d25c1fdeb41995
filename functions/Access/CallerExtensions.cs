using Microsoft.AspNetCore.Http;
using Serverless.Core.Lifecycle;

namespace Serverless.Functions.Access;

/// <summary>Who calls, once <see cref="AccessMiddleware"/> has let the call pass.</summary>
internal static class CallerExtensions
{
    private const int LongestName = 200;
    private const int LongestReason = 2000;
    private static readonly object Key = new();

    /// <summary>Who calls, as verified.</summary>
    public static Caller Caller(this HttpRequest request) => request.Admitted().Caller;

    /// <summary>The call, and who calls.</summary>
    public static (Call Call, Caller Caller) Admitted(this HttpRequest request) =>
        request.HttpContext.Items[Key] is ValueTuple<Call, Caller> admitted ? admitted : throw new InvalidOperationException("The call did not pass the access rules.");

    /// <summary>Id of who calls, as the audit trail names it.</summary>
    public static string CallerName(this HttpRequest request) => request.Caller().Id;

    /// <summary>Who decides: the caller as verified; for whom a machine says to act, is a claim.</summary>
    /// <param name="request">The call.</param>
    /// <param name="claimed">Who decides, as the body says; a key must say so, since it proves a role and no person.</param>
    /// <param name="reason">Why, as the body says.</param>
    /// <exception cref="ArgumentException">Who or why is missing, or too long.</exception>
    public static TransitionAuthor Author(this HttpRequest request, string? claimed, string? reason)
    {
        var caller = request.Caller();
        if (!caller.IsPerson && string.IsNullOrWhiteSpace(claimed))
            throw new ArgumentException("operator is missing: say who decided.");
        if (string.IsNullOrWhiteSpace(reason))
            throw new ArgumentException("reason is missing: say why.");
        if (claimed?.Length > LongestName || reason.Length > LongestReason)
            throw new ArgumentException($"operator has at most {LongestName} characters, reason {LongestReason}: both stay in the trail for years.");
        return new TransitionAuthor(caller.Id, caller.RoleText, string.IsNullOrWhiteSpace(claimed) || claimed == caller.Id ? null : claimed);
    }

    public static void Admit(this HttpContext context, Call call, Caller caller) => context.Items[Key] = (call, caller);
}
