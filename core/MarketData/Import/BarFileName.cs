using System.Globalization;
using System.Text.RegularExpressions;
using Serverless.Core.Time;

namespace Serverless.Core.MarketData;

/// <summary>What a file's name says about its data: <c>BTCUSDT_binance_4h_2019-01_2025-11.csv.gz</c> holds four-hour bars of
/// BTCUSDT.</summary>
public static partial class BarFileName
{
    internal const string PerpetualSuffix = "-PERP";

    private static readonly Dictionary<string, string> VendorNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["binance"] = Vendors.Binance,
        ["cryptodatadownload"] = Vendors.CryptoDataDownload,
        ["cdd"] = Vendors.CryptoDataDownload,
        ["yahoo"] = Vendors.Yahoo,
        ["fred"] = Vendors.Fred,
        ["coinmarketcap"] = Vendors.CoinMarketCap,
        ["gemini"] = "Gemini",
        ["kraken"] = "Kraken",
        ["coinbase"] = "Coinbase",
        ["bitstamp"] = "Bitstamp",
        ["dydx"] = "dYdX",
        ["alpaca"] = "Alpaca",
        ["lean"] = Vendors.Lean,
    };

    /// <summary>
    /// Reads a name of parts joined by underscores, or as Binance names its dumps (<c>BTCUSDT-1h-2024-01.zip</c>): the symbol is the first
    /// part that is no vendor, date or kind of data; a part such as 1m, 30min, 1h, h4, 1d or daily is the timeframe, and without one the rows
    /// decide. Pairs with a quote currency (BTCUSDT) trade around the clock, FRED's series and VIX are figures, the rest trades in US
    /// sessions.
    /// </summary>
    /// <param name="name">File name, with or without folders; it becomes <see cref="BarSource.File"/>.</param>
    public static BarSource Describe(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var stem = name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Split('.')[0];
        var parts = BinanceDump().IsMatch(stem) ? stem.Split('-', 3) : stem.Split('_');
        var vendor = parts.Select(part => VendorNames.GetValueOrDefault(part.Split('-')[0])).FirstOrDefault(found => found is not null);
        var symbol = parts.FirstOrDefault(IsSymbol, parts[0]);
        if (symbol.All(char.IsAsciiLetterLower))
            symbol = symbol.ToUpperInvariant();
        if (parts.Any(part => part.EndsWith("-futures", StringComparison.OrdinalIgnoreCase)) && !symbol.EndsWith(PerpetualSuffix, StringComparison.OrdinalIgnoreCase))
            symbol += PerpetualSuffix;
        var date = parts.Select(ToDate).FirstOrDefault(found => found is not null);
        var isDump = BinanceDump().IsMatch(stem);
        return new BarSource(
            name,
            symbol,
            parts.Skip(1).Select(ToTimeframe).FirstOrDefault(found => found is not null),
            MarketOf(symbol, vendor),
            Vendor: vendor ?? (isDump ? Vendors.Binance : Vendors.Unknown),
            Date: date);
    }

    private static bool IsSymbol(string part) =>
        part.Length > 0 && !VendorNames.ContainsKey(part) && ToDate(part) is null && ToTimeframe(part) is null
        && part.ToLowerInvariant() is not ("funding" or "coin" or "fundingrate");

    private static Market MarketOf(string symbol, string? vendor) =>
        vendor == Vendors.Fred || symbol.TrimStart('^') is "VIX" or "VXN" or "VVIX" ? Market.Macro
        : vendor is null or Vendors.Yahoo or Vendors.Lean or "Alpaca" && !CryptoPair().IsMatch(symbol) ? Market.UsEquities
        : Market.Crypto;

    private static DateOnly? ToDate(string part) =>
        DateOnly.TryParseExact(part, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static Timeframe? ToTimeframe(string part) => part.ToLowerInvariant() switch
    {
        "1m" or "1min" or "m1" or "minute" => Timeframe.M1,
        "15m" or "15min" or "m15" => Timeframe.M15,
        "30m" or "30min" or "m30" => Timeframe.M30,
        "1h" or "60m" or "60min" or "h1" or "1hr" or "hour" or "hourly" => Timeframe.H1,
        "4h" or "h4" or "4hr" => Timeframe.H4,
        "1d" or "d1" or "daily" or "d" => Timeframe.D1,
        _ => null,
    };

    [GeneratedRegex("^[A-Z0-9]{2,}-?(USDT|USDC|BUSD|USD|EUR|BTC|ETH|PERP)(-PERP)?$", RegexOptions.IgnoreCase)]
    private static partial Regex CryptoPair();

    [GeneratedRegex("^[A-Z0-9]+-[0-9]+[a-z]+-[0-9]{4}-[0-9]{2}(-[0-9]{2})?$", RegexOptions.IgnoreCase)]
    private static partial Regex BinanceDump();
}
