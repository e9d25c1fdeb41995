namespace Serverless.Core.MarketData;

/// <summary>Names that vendors give to columns, normalised: lower case, blanks for underscores.</summary>
internal static class ColumnNames
{
    // In order of preference: a Unix time is less ambiguous than a date that was formatted for people.
    private static readonly string[] OpenTimes =
    [
        "open time", "opentime", "unix", "unix timestamp", "unix time", "timestamp", "time", "datetime", "date", "observation date", "period",
        "funding time", "fundingtime", "calc time", "day", "t",
    ];

    private static readonly string[] CloseTimes = ["close time", "closetime", "close datetime", "close timestamp"];
    private static readonly string[] Symbols = ["symbol", "ticker", "currency", "pair", "coin", "instrument"];
    private static readonly string[] Volumes = ["volume", "vol", "v"];
    private static readonly string[] TradeCounts = ["tradecount", "trade count", "trades", "number of trades", "count"];
    private static readonly string[] MarketCaps = ["marketcap", "market cap"];
    private static readonly string[] FundingRates = ["funding rate", "fundingrate", "last funding rate", "rate"];
    private static readonly string[] Opens = ["open", "o", "open price"];
    private static readonly string[] Highs = ["high", "h", "high price"];
    private static readonly string[] Lows = ["low", "l", "low price"];
    private static readonly string[] Closes = ["close", "c", "close price", "price"];

    public static string Normalise(string name) => name.Trim().ToLowerInvariant().Replace('_', ' ');

    public static int CountKnown(IReadOnlyList<string> names, IReadOnlyCollection<string> declared) =>
        names.Count(name => IsKnown(name) || declared.Contains(name));

    /// <summary>Whether a line names columns: one of them is known or declared, and none reads as a number.</summary>
    public static bool IsHeader(IReadOnlyList<string> names, IReadOnlyCollection<string> declared) =>
        names.Count > 1 && CountKnown(names, declared) > 0 && !names.Any(name => CsvFields.TryParse(name, out _));

    public static int FindOpenTime(IReadOnlyList<string> names) => FirstOf(names, OpenTimes);

    public static int FindCloseTime(IReadOnlyList<string> names) => FirstOf(names, CloseTimes);

    public static int FindSymbol(IReadOnlyList<string> names) => FirstOf(names, Symbols);

    public static int FindTradeCount(IReadOnlyList<string> names) => FirstOf(names, TradeCounts);

    public static int FindMarketCap(IReadOnlyList<string> names) => FirstOf(names, MarketCaps);

    public static int FindFundingRate(IReadOnlyList<string> names) => FirstOf(names, FundingRates);

    // "volume btc, volume usdt" counts the asset and the money: bars want the asset, with which the symbol begins.
    public static int FindVolume(IReadOnlyList<string> names, string symbol)
    {
        var plain = FirstOf(names, Volumes);
        for (var i = 0; plain < 0 && i < names.Count; i++)
        {
            if (names[i].StartsWith("volume ", StringComparison.Ordinal)
                && symbol.StartsWith(names[i]["volume ".Length..], StringComparison.OrdinalIgnoreCase))
                plain = i;
        }

        return plain;
    }

    public static int FindOpen(IReadOnlyList<string> names) => FirstOf(names, Opens);

    public static int FindHigh(IReadOnlyList<string> names) => FirstOf(names, Highs);

    public static int FindLow(IReadOnlyList<string> names) => FirstOf(names, Lows);

    public static int FindClose(IReadOnlyList<string> names) => FirstOf(names, Closes);

    public static int Find(IReadOnlyList<string> names, string name) => FirstOf(names, [name]);

    private static bool IsKnown(string name) =>
        Opens.Contains(name) || Highs.Contains(name) || Lows.Contains(name) || Closes.Contains(name) || Volumes.Contains(name) || OpenTimes.Contains(name) || CloseTimes.Contains(name)
        || Symbols.Contains(name) || FundingRates.Contains(name);

    private static int FirstOf(IReadOnlyList<string> names, string[] candidates)
    {
        foreach (var candidate in candidates)
        {
            for (var i = 0; i < names.Count; i++)
            {
                if (names[i] == candidate)
                    return i;
            }
        }

        return -1;
    }
}
