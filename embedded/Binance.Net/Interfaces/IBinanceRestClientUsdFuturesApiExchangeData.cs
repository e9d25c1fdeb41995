using Binance.Net.Enums;
using Binance.Net.Objects.Models.Futures;
using CryptoExchange.Net.Objects;

namespace Binance.Net.Interfaces.Clients.UsdFuturesApi;

/// <summary>Public data of the market of futures that settle in USDT or USDC.</summary>
public interface IBinanceRestClientUsdFuturesApiExchangeData
{
    /// <summary>Bars that open from <paramref name="startTime"/> to <paramref name="endTime"/>, both included.</summary>
    /// <param name="symbol">For example <c>BTCUSDT</c>.</param>
    /// <param name="interval">Length of a bar.</param>
    /// <param name="startTime">UTC.</param>
    /// <param name="endTime">UTC.</param>
    /// <param name="limit">Bars at most, up to 1500; default 500.</param>
    /// <param name="ct">Cancels the request.</param>
    Task<WebCallResult<IBinanceKline[]>> GetKlinesAsync(
        string symbol, KlineInterval interval, DateTime? startTime = null, DateTime? endTime = null, int? limit = null, CancellationToken ct = default);

    /// <summary>Funding that was paid from <paramref name="startTime"/> to <paramref name="endTime"/>, both included.</summary>
    /// <param name="symbol">For example <c>BTCUSDT</c>.</param>
    /// <param name="startTime">UTC.</param>
    /// <param name="endTime">UTC.</param>
    /// <param name="limit">Rows at most, up to 1000; default 100.</param>
    /// <param name="ct">Cancels the request.</param>
    Task<WebCallResult<BinanceFuturesFundingRateHistory[]>> GetFundingRatesAsync(
        string symbol, DateTime? startTime = null, DateTime? endTime = null, int? limit = null, CancellationToken ct = default);
}
