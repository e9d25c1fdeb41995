using Binance.Net.Interfaces.Clients;
using Binance.Net.Interfaces.Clients.SpotApi;
using Binance.Net.Interfaces.Clients.UsdFuturesApi;
using Binance.Net.Objects.Options;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Binance.Net.Clients;

/// <summary>Binance over REST.</summary>
public class BinanceRestClient : IBinanceRestClient
{
    private readonly HttpClient? owned;

    /// <summary>A client with connections of its own.</summary>
    public BinanceRestClient(Action<BinanceRestOptions>? optionsDelegate = null)
        : this(null, null, Options.Create(Apply(optionsDelegate)))
    {
    }

    /// <summary>A client on connections that the caller keeps.</summary>
    public BinanceRestClient(HttpClient? httpClient, ILoggerFactory? loggerFactory, IOptions<BinanceRestOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        owned = httpClient is null ? new HttpClient() : null;
        var http = httpClient ?? owned!;
        var logger = loggerFactory?.CreateLogger("Binance");
        var environment = options.Value.Environment;
        SpotApi = new SpotApi(new RestCall(http, new Uri(environment.SpotRestAddress), logger));
        UsdFuturesApi = new UsdFuturesApi(new RestCall(http, new Uri(environment.UsdFuturesRestAddress!), logger));
    }

    /// <inheritdoc />
    public IBinanceRestClientSpotApi SpotApi { get; }

    /// <inheritdoc />
    public IBinanceRestClientUsdFuturesApi UsdFuturesApi { get; }

    /// <summary>Ends the connections that are its own.</summary>
    public void Dispose()
    {
        owned?.Dispose();
        GC.SuppressFinalize(this);
    }

    private static BinanceRestOptions Apply(Action<BinanceRestOptions>? configure)
    {
        var options = new BinanceRestOptions();
        configure?.Invoke(options);
        return options;
    }
}
