using Serverless.Core.MarketData;

namespace Serverless.Infra.MarketData.Download;

/// <summary>Download targets as people write them.</summary>
public static class DownloadList
{
    /// <summary>Reads a list such as <c>BTCUSDT H4, ETHUSDT D1</c>, of a source that has dated figures <c>T10Y2Y, VIXCLS</c>.</summary>
    /// <exception cref="FormatException">An entry is not of that form; the message names it.</exception>
    public static IReadOnlyList<DownloadTarget> Parse(string source, string list, bool hasFigures, DateTimeOffset from)
    {
        ArgumentNullException.ThrowIfNull(list);
        var entries = list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return [.. entries.Select(entry => entry.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
        {
            [var symbol] when hasFigures => new DownloadTarget(source, symbol, null, from),
            [var symbol, var timeframe] when !hasFigures => new DownloadTarget(source, symbol, ParseTimeframe(timeframe), from),
            _ => throw new FormatException(hasFigures ? $"'{entry}' is not the name of one series." : $"'{entry}' is not a symbol and a timeframe, such as 'BTCUSDT H4'."),
        })];
    }

    /// <summary>Reads a timeframe: <c>H4</c> or <c>4h</c>, in any case.</summary>
    /// <exception cref="FormatException">There is no such timeframe.</exception>
    public static Timeframe ParseTimeframe(string text) => text?.ToLowerInvariant() switch
    {
        "m1" or "1m" => Timeframe.M1,
        "m15" or "15m" => Timeframe.M15,
        "m30" or "30m" => Timeframe.M30,
        "h1" or "1h" => Timeframe.H1,
        "h4" or "4h" => Timeframe.H4,
        "d1" or "1d" => Timeframe.D1,
        _ => throw new FormatException($"'{text}' is not a timeframe; there are {string.Join(", ", Enum.GetNames<Timeframe>())}."),
    };
}
