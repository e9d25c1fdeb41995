namespace Serverless.Infra.MarketData.Download;

/// <summary>Sends requests to a configured address instead of the one that a vendor's client chose.</summary>
internal sealed class AddressHandler(Uri address) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.RequestUri = new Uri(address, request.RequestUri!.PathAndQuery);
        return base.SendAsync(request, cancellationToken);
    }
}
