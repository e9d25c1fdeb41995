using System.Runtime.CompilerServices;
using Binance.Net.Enums;
using Binance.Net.Interfaces.Clients;
using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Infra.MarketData.Download;

/// <summary>Bars of Binance's spot market.</summary>
/// <param name="client">A client on <see cref="DownloadHttp.CreateBinanceClient"/>.</param>
public sealed class BinanceBars(IBinanceRestClient client) : IBarDownload
{
    private const int PageRows = 1000;

    /// <summary>Ten requests a second; from 80 % of the 6000 weight that Binance allows an address per minute, wait for the next one.</summary>
    public static RequestPace Pace { get; } = new(TimeSpan.FromMilliseconds(100), "X-MBX-USED-WEIGHT-1M", 4800);

    /// <inheritdoc />
    public string Name => "binance";

    /// <inheritdoc />
    public PriceAdjustment Adjustment => PriceAdjustment.Raw;

    /// <inheritdoc />
    public Market MarketOf(string symbol) => Market.Crypto;

    /// <inheritdoc />
    public async IAsyncEnumerable<IReadOnlyList<Bar>> FetchAsync(BarRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var from = request.From.UtcDateTime;
        var last = request.Until.UtcDateTime.AddMilliseconds(-1);
        for (var page = 1; from <= last; page++)
        {
            var result = await client.SpotApi.ExchangeData.GetKlinesAsync(request.Symbol, Interval(request.Timeframe), from, last, PageRows, cancellationToken);
            var rows = BinanceResult.Read(result, $"{request}, page {page}", cancellationToken);
            yield return Array.ConvertAll(rows, row => new Bar(
                row.OpenTime, row.OpenPrice.ToDouble(), row.HighPrice.ToDouble(), row.LowPrice.ToDouble(), row.ClosePrice.ToDouble(), row.Volume.ToDouble()));
            if (rows.Length < PageRows)
                yield break;
            var next = rows.Max(row => row.OpenTime) + request.Timeframe.Length();
            if (next <= from)
                throw new DownloadException($"binance, {request}, page {page}: a full page has no bar from {from:u} on. {DownloadAdvice.Later}");
            from = next;
        }
    }

    private static KlineInterval Interval(Timeframe timeframe) => timeframe switch
    {
        Timeframe.M1 => KlineInterval.OneMinute,
        Timeframe.M15 => KlineInterval.FifteenMinutes,
        Timeframe.M30 => KlineInterval.ThirtyMinutes,
        Timeframe.H1 => KlineInterval.OneHour,
        Timeframe.H4 => KlineInterval.FourHour,
        Timeframe.D1 => KlineInterval.OneDay,
        _ => throw new DownloadException($"binance has no {timeframe} bars."),
    };
}
