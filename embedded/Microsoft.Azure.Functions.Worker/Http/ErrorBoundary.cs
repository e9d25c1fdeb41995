using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>Turns exceptions into application/problem+json. What went wrong inside goes to the log only.</summary>
internal sealed partial class ErrorBoundary(RequestDelegate next, ILogger<ErrorBoundary> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            LogAborted(context.Request.Method, context.Request.Path);
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, e);
        }
    }

    private Task AnswerAsync(HttpContext context, Exception exception)
    {
        context.Response.Clear();
        context.Response.Headers.XContentTypeOptions = "nosniff";
        switch (exception)
        {
            case BadHttpRequestException bad:
                return Problem(context, bad.StatusCode, bad.Message);
            default:
                LogFailed(exception, context.Request.Method, context.Request.Path);
                return Problem(
                    context, StatusCodes.Status500InternalServerError, "The request failed inside the application; its log has the reason.");
        }
    }

    private static Task Problem(HttpContext context, int status, string detail) =>
        Results.Problem(detail: detail, statusCode: status).ExecuteAsync(context);

    [LoggerMessage(1, LogLevel.Error, "{Method} {Path} failed")]
    private partial void LogFailed(Exception exception, string method, string path);

    [LoggerMessage(2, LogLevel.Debug, "{Method} {Path}: the client went away")]
    private partial void LogAborted(string method, string path);
}
