using Serverless.Core.MarketData;

namespace Serverless.Infra.MarketData.Download;

/// <summary>Bars to be fetched.</summary>
/// <param name="Symbol">The instrument as the source names it, for example <c>BTCUSDT</c>, <c>BTC/USD</c> or <c>SPY</c>.</param>
/// <param name="Timeframe">Length of the bars.</param>
/// <param name="From">Open time of the first bar.</param>
/// <param name="Until">Bars open before this time.</param>
public sealed record BarRequest(string Symbol, Timeframe Timeframe, DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>For messages: <c>BTCUSDT H4 from 2024-01-01 00:00</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Symbol} {Timeframe} from {From.UtcDateTime:yyyy-MM-dd HH:mm}");
}
