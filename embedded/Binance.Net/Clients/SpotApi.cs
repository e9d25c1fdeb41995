using Binance.Net.Enums;
using Binance.Net.Interfaces;
using Binance.Net.Interfaces.Clients.SpotApi;
using Binance.Net.Objects.Models.Spot;
using CryptoExchange.Net.Objects;

namespace Binance.Net.Clients;

internal sealed class SpotApi(RestCall call) : IBinanceRestClientSpotApi, IBinanceRestClientSpotApiExchangeData
{
    public IBinanceRestClientSpotApiExchangeData ExchangeData => this;

    public Task<WebCallResult<DateTime>> GetServerTimeAsync(CancellationToken ct = default) =>
        call.GetAsync("api/v3/time", [], answer => Payload.Time(answer.GetProperty("serverTime")), ct);

    public Task<WebCallResult<BinanceExchangeInfo>> GetExchangeInfoAsync(
        bool? returnPermissionSets = null, SymbolStatus? symbolStatus = null, CancellationToken ct = default) =>
        call.GetAsync(
            "api/v3/exchangeInfo",
            [("showPermissionSets", returnPermissionSets is { } show ? (show ? "true" : "false") : null), ("symbolStatus", symbolStatus?.ToString().ToUpperInvariant())],
            Payload.ExchangeInfo,
            ct);

    public Task<WebCallResult<IBinanceKline[]>> GetKlinesAsync(
        string symbol, KlineInterval interval, DateTime? startTime = null, DateTime? endTime = null, int? limit = null, CancellationToken ct = default) =>
        call.GetAsync("api/v3/klines", Parameters.OfKlines(symbol, interval, startTime, endTime, limit), Payload.Klines, ct);
}
