using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Options;
using Serverless.Functions.Api;

namespace Serverless.Functions.Access;

/// <summary>
/// Lets an HTTP call pass whose caller holds the role that the function declares: 401 for one who is not known, 403 for one who may not, 429 for one who calls too
/// often. What is privileged is recorded before it is done, what is refused afterwards. Functions that aren't called over HTTP pass.
/// </summary>
internal sealed class AccessMiddleware(
    CallerReader callers, RequestRates rates, AccessTrail trail, IOptions<AccessOptions> options, TimeProvider time) : IFunctionsWorkerMiddleware
{
    private readonly FrozenDictionary<string, MethodInfo> methods = FunctionPolicies.MethodsOf(typeof(AccessMiddleware).Assembly);

    /// <inheritdoc />
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        var call = Call.Of(context, http.Request, methods);
        if (await AdmitAsync(call, http.RequestAborted) is { } problem)
            await problem.ExecuteAsync(http);
        else
            await next(context);
    }

    /// <summary>Null when the call may be made, else the answer.</summary>
    private async Task<IResult?> AdmitAsync(Call call, CancellationToken cancellation)
    {
        if (call.Method?.IsDefined(typeof(OpenToAllAttribute)) == true)
            return TooMany(AddressOf(call), writes: false);
        var identification = await callers.IdentifyAsync(call.Request, cancellation);
        var caller = identification.Caller;
        if (TooMany(caller?.Id ?? AddressOf(call), call.Writes) is { } tooMany)
            return tooMany;
        if (caller is null)
            return await RefuseAsync(call, null, identification);
        if (call.Writes && caller.IsAmbient && SiteOf(call.Request) is ("cross-site" or "same-site"))
            return await RefuseAsync(call, caller, Forbidden("site-refused", "A page of another site may not do this in your name; send a bearer token."));
        if (call.Method is null || !FunctionPolicies.Allows(call.Method, caller))
            return await RefuseAsync(call, caller, Forbidden("role-insufficient", $"{(caller.Roles.Count == 0 ? "You hold no role that is known here" : $"The role {caller.RoleText}")}: this asks for {call.Role?.ToString() ?? "one that nobody has"}."));
        if (call.Method.IsDefined(typeof(RequiresRecentSignInAttribute)) && SignInProblem(caller) is { } stale)
            return await RefuseAsync(call, caller, stale);
        if (call.StartsWork && rates.WaitToStart(caller.Id) is { } untilNext)
            return new TooManyRequests(untilNext);
        if (await RecordAsync(call, caller, cancellation) is { } beyond)
            return beyond;
        call.Request.HttpContext.Admit(call, caller);
        return null;
    }

    // An entry for a read costs what a write costs.
    private async Task<IResult?> RecordAsync(Call call, Caller caller, CancellationToken cancellation)
    {
        if (call.Writes)
            await trail.GrantedAsync(call, caller, cancellation);
        if (call.Writes || !call.IsPrivileged || trail.IsReadAgain(call, caller))
            return null;
        if (TooMany(caller.Id, writes: true) is { } tooMany)
            return tooMany;
        await trail.ReadAsync(call, caller, cancellation);
        return null;
    }

    private Identification? SignInProblem(Caller caller)
    {
        if (!caller.IsPerson)
        {
            return options.Value.KnowsPeople
                ? Forbidden("person-required", "Only a person may do this: send the bearer token of one who has just signed in.")
                : null;
        }

        return caller.SignedInAt is { } at && time.GetUtcNow() - at <= TimeSpan.FromMinutes(RequiresRecentSignInAttribute.Minutes) + Tokens.Skew
            ? null
            : Identification.Refused("sign-in-stale", $"This asks for a sign-in within the last {RequiresRecentSignInAttribute.Minutes} minutes; sign in again.");
    }

    private async Task<IResult> RefuseAsync(Call call, Caller? caller, Identification why)
    {
        await trail.RefusedAsync(call, caller, why.Code);
        if (why.Status == StatusCodes.Status401Unauthorized)
            call.Request.HttpContext.Response.Headers.WWWAuthenticate = Challenge(why.Code);
        return Problems.Of(why.Status, why.Code, why.Detail);
    }

    // RFC 6750 and, for the age of a sign-in, RFC 9470.
    private static string Challenge(string code) => code switch
    {
        "credentials-missing" => "Bearer",
        "sign-in-stale" => $"Bearer error=\"insufficient_user_authentication\", max_age={RequiresRecentSignInAttribute.Minutes * 60}",
        _ => "Bearer error=\"invalid_token\"",
    };

    private TooManyRequests? TooMany(string who, bool writes) => rates.Wait(who, writes) is { } wait ? new TooManyRequests(wait) : null;

    // Fetch metadata (W3C): which page asks, as every present browser says; what is no browser says nothing, and carries no cookie by itself.
    private static string SiteOf(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString();

    private static string AddressOf(Call call) => $"address:{call.Request.HttpContext.Connection.RemoteIpAddress}";

    private static Identification Forbidden(string code, string detail) => new(null, code, detail, StatusCodes.Status403Forbidden);

    private sealed class TooManyRequests(TimeSpan wait) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var seconds = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            httpContext.Response.Headers.RetryAfter = seconds;
            return Problems.Of(StatusCodes.Status429TooManyRequests, "rate-limited", $"Too many requests; wait {seconds} s.").ExecuteAsync(httpContext);
        }
    }
}
