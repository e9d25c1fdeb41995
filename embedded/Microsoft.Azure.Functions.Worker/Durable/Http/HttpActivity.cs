using System.Net.Http.Headers;
using System.Text;
using Microsoft.Azure.Functions.Worker.Extensions.DurableTask.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Embedded;
using Microsoft.Extensions.Primitives;

namespace Microsoft.Azure.Functions.Worker.Durable.Http;

/// <summary>Sends one request: the activity behind <c>CallHttpAsync</c>.</summary>
internal sealed class HttpActivity(TimeProvider time) : TaskActivity<DurableHttpRequest, DurableHttpResponse>, IDisposable
{
    public const string ReservedName = "BuiltIn::HttpActivity";

    private const string DefaultContentType = "text/plain";

    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(100);

    // A timer of the platform holds no more; a call with a longer timeout spends it on polling.
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMilliseconds(int.MaxValue);

    // Connections are renewed so that a changed address is noticed; the time limit of a request is kept here, by the host's clock.
    private readonly HttpClient client = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(15) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public override async Task<DurableHttpResponse> RunAsync(TaskActivityContext context, DurableHttpRequest input)
    {
        var limit = input.Timeout is not { } given ? DefaultTimeout : given < LongestTimeout ? given : LongestTimeout;
        using var timeout = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(
            timeout.Token, (context as EmbeddedActivityContext)?.CancellationToken ?? CancellationToken.None);
        using var request = MessageOf(input);
        try
        {
            using var response = await client.SendAsync(request, either.Token);
            return new DurableHttpResponse(response.StatusCode)
            {
                Headers = HeadersOf(response),
                Content = await response.Content.ReadAsStringAsync(either.Token),
            };
        }
        catch (OperationCanceledException e) when (timeout.IsCancellationRequested)
        {
            throw new TimeoutException($"{input.Method} {input.Uri} was not answered within {limit}.", e);
        }
    }

    public void Dispose() => client.Dispose();

    private static HttpRequestMessage MessageOf(DurableHttpRequest input)
    {
        var message = new HttpRequestMessage(input.Method, input.Uri);
        var contentType = DefaultContentType;
        foreach (var (name, values) in input.Headers ?? new Dictionary<string, StringValues>())
        {
            if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
                contentType = values.ToString();
            else
                message.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }

        if (contentType.StartsWith("multipart", StringComparison.OrdinalIgnoreCase))
            throw new NotSupportedException("Multipart content is not supported with CallHttpAsync. Send it from an activity of your own.");
        if (input.Content is not null)
        {
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(input.Content));
            message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        }

        return message;
    }

    private static Dictionary<string, StringValues> HeadersOf(HttpResponseMessage response) =>
        response.Headers.Concat(response.Content.Headers).ToDictionary(
            header => header.Key, header => new StringValues([.. header.Value]), StringComparer.OrdinalIgnoreCase);
}
