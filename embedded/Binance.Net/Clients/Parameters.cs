using System.Globalization;
using Binance.Net.Enums;

namespace Binance.Net.Clients;

/// <summary>Query parameters; those without a value are not sent.</summary>
internal static class Parameters
{
    public static (string Name, string? Value)[] Of(string symbol, DateTime? start, DateTime? end, int? limit) =>
        [("symbol", symbol), ("startTime", Milliseconds(start)), ("endTime", Milliseconds(end)), ("limit", limit?.ToString(CultureInfo.InvariantCulture))];

    public static (string Name, string? Value)[] OfKlines(string symbol, KlineInterval interval, DateTime? start, DateTime? end, int? limit) =>
        [.. Of(symbol, start, end, limit), ("interval", Name(interval))];

    private static string? Milliseconds(DateTime? utc) => utc is { } time
        ? new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)
        : null;

    private static string Name(KlineInterval interval) => interval switch
    {
        KlineInterval.OneSecond => "1s",
        KlineInterval.OneMinute => "1m",
        KlineInterval.ThreeMinutes => "3m",
        KlineInterval.FiveMinutes => "5m",
        KlineInterval.FifteenMinutes => "15m",
        KlineInterval.ThirtyMinutes => "30m",
        KlineInterval.OneHour => "1h",
        KlineInterval.TwoHour => "2h",
        KlineInterval.FourHour => "4h",
        KlineInterval.SixHour => "6h",
        KlineInterval.EightHour => "8h",
        KlineInterval.TwelveHour => "12h",
        KlineInterval.OneDay => "1d",
        KlineInterval.ThreeDay => "3d",
        KlineInterval.OneWeek => "1w",
        KlineInterval.OneMonth => "1M",
        _ => throw new ArgumentOutOfRangeException(nameof(interval), interval, "Unknown interval."),
    };
}
