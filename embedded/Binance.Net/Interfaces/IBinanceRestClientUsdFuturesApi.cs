namespace Binance.Net.Interfaces.Clients.UsdFuturesApi;

/// <summary>The market of futures that settle in USDT or USDC.</summary>
public interface IBinanceRestClientUsdFuturesApi
{
    /// <summary>Public data.</summary>
    IBinanceRestClientUsdFuturesApiExchangeData ExchangeData { get; }
}
