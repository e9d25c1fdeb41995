using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Infra.MarketData;

/// <summary>The blob names of datasets: <c>equities/SPY_h4.parquet</c>, <c>crypto/BTCUSDT_daily.parquet</c>, <c>macro/PMI_monthly.parquet</c>.</summary>
internal static class DatasetName
{
    /// <exception cref="ArgumentException">The symbol cannot be part of a blob name.</exception>
    public static string Of(string symbol, Timeframe timeframe, Market market) =>
        Name(symbol, timeframe == Timeframe.D1 ? "daily" : timeframe.ToString().ToLowerInvariant(), market);

    /// <exception cref="ArgumentException">The symbol cannot be part of a blob name.</exception>
    public static string Of(Observations figures, Market market) => Name(figures.Symbol, figures.Step, market);

    private static string Name(string symbol, string step, Market market)
    {
        if (!symbol.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.'))
            throw new ArgumentException($"Symbol '{symbol}' cannot name a blob: use letters, digits, '-' and '.'.", nameof(symbol));
        var folder = market switch
        {
            Market.Crypto => "crypto",
            Market.UsEquities => "equities",
            Market.Macro => "macro",
            _ => throw new ArgumentOutOfRangeException(nameof(market), market, "Unknown market."),
        };
        return $"{folder}/{symbol}_{step}.parquet";
    }
}
