using Binance.Net.Enums;
using Binance.Net.Objects.Models.Spot;
using CryptoExchange.Net.Objects;

namespace Binance.Net.Interfaces.Clients.SpotApi;

/// <summary>Public data of the spot market.</summary>
public interface IBinanceRestClientSpotApiExchangeData
{
    /// <summary>The server's clock, in UTC.</summary>
    Task<WebCallResult<DateTime>> GetServerTimeAsync(CancellationToken ct = default);

    /// <summary>All symbols with the rules of their orders.</summary>
    Task<WebCallResult<BinanceExchangeInfo>> GetExchangeInfoAsync(
        bool? returnPermissionSets = null, SymbolStatus? symbolStatus = null, CancellationToken ct = default);

    /// <summary>Bars that open from <paramref name="startTime"/> to <paramref name="endTime"/>, both included.</summary>
    /// <param name="symbol">For example <c>BTCUSDT</c>.</param>
    /// <param name="interval">Length of a bar.</param>
    /// <param name="startTime">UTC.</param>
    /// <param name="endTime">UTC.</param>
    /// <param name="limit">Bars at most, up to 1000; default 500.</param>
    /// <param name="ct">Cancels the request.</param>
    Task<WebCallResult<IBinanceKline[]>> GetKlinesAsync(
        string symbol, KlineInterval interval, DateTime? startTime = null, DateTime? endTime = null, int? limit = null, CancellationToken ct = default);
}
