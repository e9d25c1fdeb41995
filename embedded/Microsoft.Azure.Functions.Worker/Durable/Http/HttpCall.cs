using System.Net;
using System.Net.Http.Headers;
using Microsoft.Azure.Functions.Worker.Extensions.DurableTask.Http;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace Microsoft.Azure.Functions.Worker.Durable.Http;

/// <summary>One <c>CallHttpAsync</c>, inside an orchestrator: every wait is a durable timer, every request an activity.</summary>
internal sealed partial class HttpCall
{
    /// <summary>The orchestration property that holds host.json's http.defaultAsyncRequestSleepTimeMilliseconds.</summary>
    public const string SleepProperty = "HttpDefaultAsyncRequestSleepTimeMilliseconds";

    private const double DefaultSleepMilliseconds = 30_000;

    private readonly TaskOrchestrationContext context;
    private readonly DurableHttpRequest request;
    private readonly DateTime deadline;
    private readonly ILogger logger;

    public HttpCall(TaskOrchestrationContext context, DurableHttpRequest request)
    {
        this.context = context;
        this.request = request;
        deadline = request.Timeout is { } timeout && timeout < DateTime.MaxValue - context.CurrentUtcDateTime
            ? context.CurrentUtcDateTime + timeout
            : DateTime.MaxValue;
        logger = context.CreateReplaySafeLogger("Microsoft.Azure.Functions.Worker.Extensions.DurableTask.CallHttp");
    }

    public async Task<DurableHttpResponse> RunAsync()
    {
        if (request.TokenSource is { } source)
        {
            throw new NotSupportedException(
                $"{source.GetType().Name} for {source.Resource} needs Azure, which this host does not run on. Get the token in an activity and send it in the header Authorization.");
        }

        var address = request.Uri;
        var response = await SendAsync(request.Method, address, request.Content);
        while (request.AsynchronousPatternEnabled && response.StatusCode == HttpStatusCode.Accepted)
        {
            if (Header(response, "Location") is not { } location)
            {
                LogNoLocation(address);
                break;
            }

            await WaitAsync(NextPoll(response));
            address = new Uri(address, location);
            LogPolling(address);
            response = await SendAsync(HttpMethod.Get, address, content: null);
        }

        return response;
    }

    private async Task<DurableHttpResponse> SendAsync(HttpMethod method, Uri address, string? content)
    {
        var begun = context.CurrentUtcDateTime;
        for (var attempt = 1; ; attempt++)
        {
            var message = new DurableHttpRequest(method, address) { Headers = request.Headers, Content = content, Timeout = Remaining() };
            try
            {
                var response = await context.CallActivityAsync<DurableHttpResponse>(HttpActivity.ReservedName, message);
                if (!IsRetried(response.StatusCode) || !MayRetry(attempt, begun))
                    return response;
            }
            catch (TaskFailedException) when (MayRetry(attempt, begun))
            {
                LogRetrying(address, attempt);
            }

            await WaitAsync(After(RetryDelay(attempt)));
        }
    }

    private bool IsRetried(HttpStatusCode status) => request.HttpRetryOptions?.StatusCodesToRetry is { } codes
        && (codes.Count == 0 ? (int)status >= 400 : codes.Contains(status));

    private bool MayRetry(int attempt, DateTime begun) => request.HttpRetryOptions is { } options
        && attempt < options.MaxNumberOfAttempts
        && context.CurrentUtcDateTime - begun < options.RetryTimeout
        && context.CurrentUtcDateTime < deadline;

    private TimeSpan RetryDelay(int attempt)
    {
        var options = request.HttpRetryOptions!;
        var ticks = options.FirstRetryInterval.Ticks * Math.Pow(options.BackoffCoefficient, attempt - 1);
        return ticks < options.MaxRetryInterval.Ticks ? TimeSpan.FromTicks((long)ticks) : options.MaxRetryInterval;
    }

    private DateTime NextPoll(DurableHttpResponse response)
    {
        if (RetryConditionHeaderValue.TryParse(Header(response, "Retry-After"), out var retry))
            return retry.Delta is { } delta ? After(delta) : retry.Date!.Value.UtcDateTime;
        var sleep = context.Properties.TryGetValue(SleepProperty, out var value) && value is double set ? set : DefaultSleepMilliseconds;
        return After(TimeSpan.FromMilliseconds(sleep));
    }

    private async Task WaitAsync(DateTime until)
    {
        await context.CreateTimer(until < deadline ? until : deadline, CancellationToken.None);
        if (until >= deadline)
            throw new TimeoutException($"{request.Method} {request.Uri} was not completed within {request.Timeout}.");
    }

    private TimeSpan? Remaining() => deadline == DateTime.MaxValue ? null : deadline - context.CurrentUtcDateTime;

    private DateTime After(TimeSpan delay) => context.CurrentUtcDateTime + delay;

    private static string? Header(DurableHttpResponse response, string name) =>
        response.Headers?.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value is { Count: > 0 } values
            ? values[0]
            : null;

    [LoggerMessage(1, LogLevel.Information, "Polling HTTP status at location: {Location}")]
    private partial void LogPolling(Uri location);

    [LoggerMessage(2, LogLevel.Warning, "{Address} answered 202 without the header Location; its answer is taken as the last")]
    private partial void LogNoLocation(Uri address);

    [LoggerMessage(3, LogLevel.Warning, "{Address} failed at attempt {Attempt}; it is tried again")]
    private partial void LogRetrying(Uri address, int attempt);
}
