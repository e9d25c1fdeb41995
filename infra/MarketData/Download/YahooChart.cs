using System.Text.Json;
using Serverless.Core.MarketData;

namespace Serverless.Infra.MarketData.Download;

/// <summary>One answer of Yahoo's chart service.</summary>
/// <param name="Bars">Prices adjusted for splits; NaN where Yahoo has none. Daily bars carry the date of their session.</param>
/// <param name="AdjustedClose">Closes adjusted for splits and dividends, one per bar; empty for bars shorter than a day.</param>
/// <param name="Dividends">Cash per share, by ex-date.</param>
/// <param name="Splits">New shares per old one, by date: 4 for a 4:1 split.</param>
public sealed record YahooChart(
    IReadOnlyList<Bar> Bars,
    IReadOnlyList<double> AdjustedClose,
    IReadOnlyDictionary<DateOnly, double> Dividends,
    IReadOnlyDictionary<DateOnly, double> Splits)
{
    private static readonly YahooChart Empty = new([], [], new Dictionary<DateOnly, double>(), new Dictionary<DateOnly, double>());

    internal static YahooChart Read(JsonElement answer, Timeframe timeframe)
    {
        var result = answer.GetProperty("chart").GetProperty("result")[0];
        if (!result.TryGetProperty("timestamp", out var timestamps))
            return Empty;
        var offset = result.GetProperty("meta").GetProperty("gmtoffset").GetInt64();
        var times = timestamps.EnumerateArray().Select(stamp => stamp.GetInt64()).ToArray();
        var indicators = result.GetProperty("indicators");
        var quote = indicators.GetProperty("quote")[0];
        var (open, high, low, close, volume) = (Column(quote, "open"), Column(quote, "high"), Column(quote, "low"), Column(quote, "close"), Column(quote, "volume"));
        var isDaily = timeframe == Timeframe.D1;
        var count = !isDaily && EndsWithLiveQuote(times, timeframe) ? times.Length - 1 : times.Length;
        var bars = new Bar[count];
        for (var i = 0; i < count; i++)
        {
            var time = isDaily ? DateOf(times[i] + offset).ToDateTime(default, DateTimeKind.Utc) : DateTimeOffset.FromUnixTimeSeconds(times[i]).UtcDateTime;
            bars[i] = new Bar(time, open[i], high[i], low[i], close[i], volume[i]);
        }

        return new YahooChart(
            bars,
            indicators.TryGetProperty("adjclose", out var adjusted) ? Column(adjusted[0], "adjclose")[..count] : [],
            Events(result, "dividends", offset, item => item.GetProperty("amount").GetDouble()),
            Events(result, "splits", offset, item => item.GetProperty("numerator").GetDouble() / item.GetProperty("denominator").GetDouble()));
    }

    // While the market is open, and shortly after, the last row is the latest quote at its own second, not a bar.
    private static bool EndsWithLiveQuote(long[] times, Timeframe timeframe) =>
        times.Length > 1 && (times[^1] - times[^2]) % (60 * (int)timeframe) != 0 && times[^1] / 86_400 == times[^2] / 86_400;

    private static double[] Column(JsonElement table, string name) =>
        [.. table.GetProperty(name).EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble())];

    private static Dictionary<DateOnly, double> Events(JsonElement result, string kind, long offset, Func<JsonElement, double> read) =>
        result.TryGetProperty("events", out var events) && events.TryGetProperty(kind, out var items)
            ? items.EnumerateObject().ToDictionary(item => DateOf(item.Value.GetProperty("date").GetInt64() + offset), item => read(item.Value))
            : [];

    private static DateOnly DateOf(long seconds) => DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime);
}
