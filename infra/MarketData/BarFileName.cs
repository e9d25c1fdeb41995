using System.Text.RegularExpressions;
using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Infra.MarketData;

/// <summary>What a file's name says about its bars: <c>BTCUSDT_binance_4h_2019-01_2025-11.csv.gz</c> holds four-hour bars of
/// BTCUSDT.</summary>
public static partial class BarFileName
{
    /// <summary>
    /// Reads symbol and timeframe from a name of parts joined by underscores: the first part is the symbol; a part such as 1m, 30min, 1h,
    /// h4, 1d or daily is the timeframe, and without one the rows decide. Pairs with a quote currency (BTCUSDT) trade around the clock, the
    /// rest in US sessions.
    /// </summary>
    /// <param name="name">File name, with or without folders; it becomes <see cref="BarSource.File"/>.</param>
    public static BarSource Describe(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var parts = Path.GetFileName(name).Split('.')[0].Split('_');
        var timeframe = parts.Skip(1).Select(ToTimeframe).FirstOrDefault(found => found is not null);
        return new BarSource(name, parts[0], timeframe, CryptoPair().IsMatch(parts[0]) ? Market.Crypto : Market.UsEquities);
    }

    private static Timeframe? ToTimeframe(string part) => part.ToLowerInvariant() switch
    {
        "1m" or "1min" or "m1" => Timeframe.M1,
        "30m" or "30min" or "m30" => Timeframe.M30,
        "1h" or "60m" or "60min" or "h1" => Timeframe.H1,
        "4h" or "h4" => Timeframe.H4,
        "1d" or "d1" or "daily" => Timeframe.D1,
        _ => null,
    };

    [GeneratedRegex("^[A-Z0-9]{2,}-?(USDT|USDC|BUSD|USD|EUR|BTC|ETH|PERP)$", RegexOptions.IgnoreCase)]
    private static partial Regex CryptoPair();
}
