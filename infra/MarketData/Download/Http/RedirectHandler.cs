namespace Serverless.Infra.MarketData.Download;

/// <summary>
/// Follows redirects within the origin, or from http to https on the same host. Others are refused, so that keys in headers never reach
/// another server.
/// </summary>
internal sealed class RedirectHandler(int limit) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var redirects = 0; ; redirects++)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location)
                return response;

            var from = request.RequestUri!;
            var target = new Uri(from, location);
            response.Dispose();
            if (!IsAllowed(from, target))
                throw new RefusedResponseException($"{from.Host} redirects to {target.Scheme}://{target.Authority}, which is not followed; if the service has moved there, set its base address.");
            if (redirects == limit)
                throw new RefusedResponseException($"{from.Host} redirects more than {limit} times.");
            request = Copy(request, target);
        }
    }

    private static bool IsAllowed(Uri from, Uri target) =>
        target.Host == from.Host
        && ((target.Scheme == from.Scheme && target.Port == from.Port) || (from.Scheme == Uri.UriSchemeHttp && target.Scheme == Uri.UriSchemeHttps));

    private static HttpRequestMessage Copy(HttpRequestMessage request, Uri target)
    {
        var copy = new HttpRequestMessage(HttpMethod.Get, target) { Version = request.Version, VersionPolicy = request.VersionPolicy };
        foreach (var header in request.Headers)
            copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
        return copy;
    }
}
