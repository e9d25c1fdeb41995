using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Serverless.Core.Lifecycle.Monitoring.Alerts;
using Serverless.Infra.MarketData.Download;

namespace Serverless.Infra.Alerts;

/// <summary>Posts alerts to one address, signed, again after growing waits when it does not answer. Thread-safe.</summary>
public sealed class AlertWebhook : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly HttpClient http;
    private readonly WebhookOptions options;
    private readonly TimeProvider time;

    /// <param name="options">Where to, and the secret.</param>
    /// <param name="time">Stamps messages, and waits.</param>
    /// <param name="policy">How often to try; by default four times within about ten seconds, since what is not accepted is sent again with the next look.</param>
    public AlertWebhook(WebhookOptions options, TimeProvider time, HttpPolicy? policy = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        this.time = time;
        policy ??= new HttpPolicy { Attempts = 4, AttemptTimeout = TimeSpan.FromSeconds(10), LongestDelay = TimeSpan.FromSeconds(30) };
        var sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectTimeout = policy.AttemptTimeout,
            ConnectCallback = (context, cancellation) => ReceiverAddresses.ConnectAsync(options.WebhookAddress!, context.DnsEndPoint, Dns.GetHostAddressesAsync, cancellation),
        };
        http = new HttpClient(new RetryHandler(policy, time) { InnerHandler = sockets })
        {
            Timeout = (policy.AttemptTimeout + policy.LongestDelay) * policy.Attempts,
        };
    }

    /// <summary>Whether there is an address.</summary>
    public bool IsOn => options.WebhookAddress is not null;

    /// <summary>Posts what is new of an alert. Repeating it is harmless: the header <c>Idempotency-Key</c> is the same.</summary>
    /// <param name="id">Id of the alert.</param>
    /// <param name="alert">The alert, with something pending.</param>
    /// <param name="cancellationToken">Stops trying.</param>
    /// <exception cref="HttpRequestException">The address did not accept it; the message says how it answered.</exception>
    public async Task SendAsync(string id, Alert alert, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(alert);
        var body = JsonSerializer.SerializeToUtf8Bytes(new { id, news = alert.Pending, alert = alert with { Pending = null } }, Json);
        using var request = new HttpRequestMessage(HttpMethod.Post, options.WebhookAddress) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("Idempotency-Key", $"{id}/{alert.Pending}");
        request.Headers.Add(WebhookSignature.Header, WebhookSignature.Of(options.WebhookSecret!, time.GetUtcNow(), body));
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!response.IsSuccessStatusCode)
                throw new HttpRequestException($"The webhook {options.WebhookAddress!.Host} answered {(int)response.StatusCode} to '{id}'; it stays pending.", null, response.StatusCode);
        }
        catch (TaskCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException($"The webhook {options.WebhookAddress!.Host} did not answer in {http.Timeout}; '{id}' stays pending.", error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();
}
