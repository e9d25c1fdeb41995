namespace Binance.Net.Interfaces.Clients.SpotApi;

/// <summary>The spot market.</summary>
public interface IBinanceRestClientSpotApi
{
    /// <summary>Public data.</summary>
    IBinanceRestClientSpotApiExchangeData ExchangeData { get; }
}
