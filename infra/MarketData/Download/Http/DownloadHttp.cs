using System.Net;

namespace Serverless.Infra.MarketData.Download;

/// <summary>HTTP clients for sources of market data; keep one per source, since the pace is the client's.</summary>
public static class DownloadHttp
{
    /// <summary>A client that paces, retries and bounds its requests.</summary>
    /// <param name="pace">What the source allows.</param>
    /// <param name="policy">How patiently it is asked.</param>
    /// <param name="time">The clock of all waits and timeouts.</param>
    public static HttpClient CreateClient(RequestPace pace, HttpPolicy policy, TimeProvider time) => Retrying(Paced(pace, policy, time), policy, time);

    /// <summary>A client for Binance; <paramref name="address"/> replaces the addresses of all its markets.</summary>
    public static HttpClient CreateBinanceClient(HttpPolicy policy, TimeProvider time, Uri? address = null)
    {
        var paced = Paced(BinanceBars.Pace, policy, time);
        return Retrying(address is null ? paced : new AddressHandler(address) { InnerHandler = paced }, policy, time);
    }

    /// <summary>A client for Kraken, whose errors look like answers.</summary>
    public static HttpClient CreateKrakenClient(HttpPolicy policy, TimeProvider time) =>
        Retrying(new KrakenErrorHandler { InnerHandler = Paced(KrakenBars.Pace, policy, time) }, policy, time);

    private static PaceHandler Paced(RequestPace pace, HttpPolicy policy, TimeProvider time)
    {
        var sockets = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.All };
        var redirects = new RedirectHandler(policy.Redirects) { InnerHandler = sockets };
        return new PaceHandler(pace, time) { InnerHandler = new WholeBodyHandler(policy, time) { InnerHandler = redirects } };
    }

    private static HttpClient Retrying(HttpMessageHandler inner, HttpPolicy policy, TimeProvider time) =>
        new(new RetryHandler(policy, time) { InnerHandler = inner }) { Timeout = Timeout.InfiniteTimeSpan };
}
