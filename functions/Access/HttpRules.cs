using System.Collections.Frozen;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using Serverless.Core.Audit;
using Serverless.Functions.Api;

namespace Serverless.Functions.Access;

/// <summary>
/// What holds for every answer and every request: headers that keep browsers from guessing, framing and storing; a limit to bodies; and whatever goes wrong inside
/// is told as a problem without its cause, which the log has.
/// </summary>
public sealed partial class HttpRules(ILogger<HttpRules> logger) : IFunctionsWorkerMiddleware
{
    /// <summary>Most bytes of a body, unless the function says otherwise.</summary>
    public const int LongestBody = 256 * 1024;

    /// <summary>What pages may do that are made of names that callers chose: style themselves, and nothing else.</summary>
    public const string PagePolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

    private readonly FrozenDictionary<string, MethodInfo> methods = FunctionPolicies.MethodsOf(typeof(HttpRules).Assembly);

    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        SetHeaders(http);
        var longest = methods.GetValueOrDefault(context.FunctionDefinition.Name)?.GetCustomAttribute<BodyLimitAttribute>()?.Bytes ?? LongestBody;
        if (http.Request.ContentLength > longest)
        {
            await TooLarge(longest).ExecuteAsync(http);
            return;
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = longest;
        try
        {
            await next(context);
        }
        catch (Exception error) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            http.Response.Clear();
            SetHeaders(http);
            await Explain(error, context.FunctionDefinition.Name, longest).ExecuteAsync(http);
        }
    }

    private static void SetHeaders(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        // What is told depends on who asks; with an ETag, a client may keep it and ask whether it still holds.
        headers.CacheControl = "private, no-cache";
        if (http.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
    }

    private IResult Explain(Exception error, string function, int longest)
    {
        switch (error)
        {
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return TooLarge(longest);
            case BadHttpRequestException bad:
                return Problems.Of(bad.StatusCode, "request-invalid", bad.Message);
            case AuditStoreException:
                LogFailed(error, function);
                return Problems.Of(StatusCodes.Status503ServiceUnavailable, "audit-unavailable", "The audit trail does not answer, and what cannot be recorded is not done; try again.");
            case FileNotFoundException:
                LogFailed(error, function);
                return Problems.Of(StatusCodes.Status410Gone, "content-gone", "This is not kept any more: it was redacted, or dropped by age. 'audit explain' says of its entry by whose word.");
            default:
                LogFailed(error, function);
                return Problems.Of(StatusCodes.Status500InternalServerError, "internal-error", "The request failed inside the application; its log has the reason.");
        }
    }

    private static IResult TooLarge(int longest) =>
        Problems.Of(StatusCodes.Status413PayloadTooLarge, "body-too-large", $"A body has at most {longest} bytes here.");

    [LoggerMessage(1, LogLevel.Error, "{Function} failed")]
    private partial void LogFailed(Exception error, string function);
}
