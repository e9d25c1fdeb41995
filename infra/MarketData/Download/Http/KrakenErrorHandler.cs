using System.Net;

namespace Serverless.Infra.MarketData.Download;

/// <summary>Kraken answers 200 also to requests that came too fast or while it is busy; this says so by status, so that they are
/// retried.</summary>
internal sealed class KrakenErrorHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        if (body.Contains("\"EAPI:Rate limit", StringComparison.Ordinal) || body.Contains("\"EGeneral:Too many requests", StringComparison.Ordinal))
            response.StatusCode = HttpStatusCode.TooManyRequests;
        else if (body.Contains("\"EService:", StringComparison.Ordinal))
            response.StatusCode = HttpStatusCode.ServiceUnavailable;
        return response;
    }
}
