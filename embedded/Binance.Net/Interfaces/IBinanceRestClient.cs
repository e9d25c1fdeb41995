using Binance.Net.Interfaces.Clients.SpotApi;
using Binance.Net.Interfaces.Clients.UsdFuturesApi;

namespace Binance.Net.Interfaces.Clients;

/// <summary>Binance over REST.</summary>
public interface IBinanceRestClient : IDisposable
{
    /// <summary>The spot market.</summary>
    IBinanceRestClientSpotApi SpotApi { get; }

    /// <summary>The market of futures that settle in USDT or USDC.</summary>
    IBinanceRestClientUsdFuturesApi UsdFuturesApi { get; }
}
