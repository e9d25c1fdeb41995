using Binance.Net.Enums;
using Binance.Net.Interfaces;
using Binance.Net.Interfaces.Clients.UsdFuturesApi;
using Binance.Net.Objects.Models.Futures;
using CryptoExchange.Net.Objects;

namespace Binance.Net.Clients;

internal sealed class UsdFuturesApi(RestCall call) : IBinanceRestClientUsdFuturesApi, IBinanceRestClientUsdFuturesApiExchangeData
{
    public IBinanceRestClientUsdFuturesApiExchangeData ExchangeData => this;

    public Task<WebCallResult<IBinanceKline[]>> GetKlinesAsync(
        string symbol, KlineInterval interval, DateTime? startTime = null, DateTime? endTime = null, int? limit = null, CancellationToken ct = default) =>
        call.GetAsync("fapi/v1/klines", Parameters.OfKlines(symbol, interval, startTime, endTime, limit), Payload.Klines, ct);

    public Task<WebCallResult<BinanceFuturesFundingRateHistory[]>> GetFundingRatesAsync(
        string symbol, DateTime? startTime = null, DateTime? endTime = null, int? limit = null, CancellationToken ct = default) =>
        call.GetAsync("fapi/v1/fundingRate", Parameters.Of(symbol, startTime, endTime, limit), Payload.FundingRates, ct);
}
