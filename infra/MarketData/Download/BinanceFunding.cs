using Binance.Net.Interfaces.Clients;
using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Infra.MarketData.Download;

/// <summary>Funding rates of Binance's perpetuals, as a share of the position per payment: usually, not always, every eight hours.</summary>
/// <param name="client">A client on <see cref="DownloadHttp.CreateBinanceClient"/>.</param>
public sealed class BinanceFunding(IBinanceRestClient client) : IFiguresDownload
{
    private const int PageRows = 1000;

    /// <inheritdoc />
    public string Name => "binance-funding";

    /// <inheritdoc />
    public Market Market => Market.Crypto;

    /// <summary>Fetches the payments in <c>[from, until)</c>; each is known at its time. The series of <c>BTCUSDT</c> is called
    /// <c>BTCUSDT-FUNDING</c>.</summary>
    /// <inheritdoc />
    public async Task<Observations> FetchAsync(string symbol, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        var rates = new SortedDictionary<long, double>();
        var start = from.UtcDateTime;
        var last = until.UtcDateTime.AddMilliseconds(-1);
        for (var page = 1; start <= last; page++)
        {
            var result = await client.UsdFuturesApi.ExchangeData.GetFundingRatesAsync(symbol, start, last, PageRows, cancellationToken);
            var rows = BinanceResult.Read(result, $"funding of {symbol} from {start:u}, page {page}", cancellationToken);
            foreach (var row in rows)
                rates[row.FundingTime.Ticks] = row.FundingRate.ToDouble();
            if (rows.Length < PageRows)
                break;
            start = rows.Max(row => row.FundingTime).AddMilliseconds(1);
        }

        long[] times = [.. rates.Keys];
        return new Observations($"{symbol}-FUNDING", times, times, rates.Values.ToArray());
    }
}
