namespace Serverless.Core.MarketData.Benchmarks;

/// <summary>What a basket may hold: an asset with its prices and its size.</summary>
/// <param name="Bars">Daily bars; their symbol is the asset's.</param>
/// <param name="MarketCaps">Market capitalisation in quote currency, each known when its day has ended; 0 where nobody knew it.</param>
public sealed record BasketAsset(BarSeries Bars, Observations MarketCaps)
{
    /// <summary>Name of the asset.</summary>
    public string Symbol => Bars.Symbol;

    /// <summary>The asset whose capitalisations a series holds, by the series' name; null for any other series.</summary>
    public static string? FindAsset(string series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return series.EndsWith(FigureBuilder.MarketCap, StringComparison.Ordinal) ? series[..^FigureBuilder.MarketCap.Length] : null;
    }
}
