using Serverless.Core.MarketData;

namespace Serverless.Infra.MarketData.Download;

/// <summary>Data to be kept up to date.</summary>
/// <param name="Source">Name of the source, for example <c>binance</c>.</param>
/// <param name="Symbol">The instrument or figure as the source names it.</param>
/// <param name="Timeframe">Length of the bars; null for dated figures.</param>
/// <param name="From">Where the data start, if the source goes back so far; null to go on from what is stored.</param>
public sealed record DownloadTarget(string Source, string Symbol, Timeframe? Timeframe, DateTimeOffset? From)
{
    /// <summary>The symbol under which the data are stored: letters, digits, hyphens and dots, so that <c>BTC/USD</c> is <c>BTC-USD</c> and
    /// <c>^VIX</c> is <c>VIX</c>.</summary>
    public string StoredSymbol() => string.Concat(Symbol.Replace('/', '-').Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.'));

    /// <summary>For example <c>binance BTCUSDT H4</c>.</summary>
    public override string ToString() => Timeframe is { } timeframe ? $"{Source} {Symbol} {timeframe}" : $"{Source} {Symbol}";
}
