using Serverless.Core.Time;

namespace Serverless.Core.MarketData;

/// <summary>Vendors by what their files look like inside.</summary>
internal static class Vendors
{
    public const string Binance = "Binance";
    public const string CoinMarketCap = "CoinMarketCap";
    public const string CryptoDataDownload = "CryptoDataDownload";
    public const string Fred = "FRED";
    public const string Lean = "Lean";
    public const string Unknown = "unknown";
    public const string Yahoo = "Yahoo";

    /// <summary>The source with the vendor and the adjustment that its content proves, where the file's name did not.</summary>
    public static BarSource Recognise(RowSample sample, BarSource source)
    {
        var names = sample.Names ?? [];
        if (sample.Banner.Any(line => line.Contains("CryptoDataDownload", StringComparison.OrdinalIgnoreCase)))
            return source with { Vendor = CryptoDataDownload };
        if (ColumnNames.FindMarketCap(names) >= 0)
            return source with { Vendor = CoinMarketCap, Market = Market.Crypto };
        if (names.Contains("adj close"))
            return source with { Vendor = Or(source.Vendor, Yahoo), Adjustment = PriceAdjustment.Split };
        if (names.Contains("taker buy volume") || names.Contains("taker buy base asset volume"))
            return source with { Vendor = Or(source.Vendor, Binance) };
        if (names.Contains("observation date"))
            return source with { Vendor = Or(source.Vendor, Fred), Market = Market.Macro };
        if (sample.Names is not null || sample.Rows.Count == 0)
            return source;
        return HeaderlessLayouts.IsKline(sample.Rows[0]) ? source with { Vendor = Or(source.Vendor, Binance) }
            : HeaderlessLayouts.IsLean(sample.Rows[0]) ? source with { Vendor = Lean, Adjustment = PriceAdjustment.Raw }
            : source;
    }

    private static string Or(string known, string recognised) => known == Unknown ? recognised : known;
}
