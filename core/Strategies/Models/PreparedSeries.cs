using Serverless.Core.MarketData;
using Serverless.Core.Time;

namespace Serverless.Core.Strategies.Models;

/// <summary>A series with its times: from when on each bar is known, and until when nothing newer is due.</summary>
/// <param name="Bars">The bars, filled ones among them.</param>
/// <param name="Market">Its market.</param>
/// <param name="KnownTicks">First UTC time at which each bar may be used.</param>
/// <param name="DueTicks">UTC time at which the bar after each one is known, or should be; null where nobody asks.</param>
/// <param name="Counts">What was missing between the first bar and the last; null where nobody asks.</param>
internal sealed record PreparedSeries(BarSeries Bars, Market Market, long[] KnownTicks, long[]? DueTicks, MissingDataCounts? Counts)
{
    // Longer than any closure of an exchange.
    private static readonly TimeSpan Beyond = TimeSpan.FromDays(14);

    public static PreparedSeries Of(BarSeries bars, Market market, IMissingDataPolicy? missing)
    {
        if (missing is null || bars.Count == 0)
            return new PreparedSeries(bars, market, BarAvailability.KnownTicks(bars, market), null, null);
        var aligned = BarAlignment.Align(bars, [.. Expected(bars, market)], missing);
        var known = BarAvailability.KnownTicks(aligned.Series, market);
        return new PreparedSeries(aligned.Series, market, known, Due(aligned.Series, market, known), BarAlignment.Align(bars, market, missing).Counts);
    }

    // Bars after the last are expected too: a run that ends there must decide as a longer one does.
    private static List<long> Expected(BarSeries bars, Market market)
    {
        var times = bars.OpenTicks;
        var (calendar, length) = (TradingCalendar.For(market), bars.Timeframe.Length());
        var expected = new List<long>(bars.Count);
        for (var i = 0; i < times.Length; i++)
        {
            expected.Add(times[i]);
            var next = i + 1 < times.Length ? times[i + 1] : times[i] + Beyond.Ticks;
            if (next - times[i] > length.Ticks)
                expected.AddRange(calendar.ExpectedOpens(length, times[i], next));
        }

        return expected;
    }

    private static long[] Due(BarSeries bars, Market market, long[] known)
    {
        var times = bars.OpenTicks;
        var (calendar, length) = (TradingCalendar.For(market), bars.Timeframe.Length());
        var due = new long[bars.Count];
        for (var i = 0; i < due.Length; i++)
        {
            var next = i + 1 < due.Length ? times[i + 1] : times[i] + Beyond.Ticks;
            due[i] = next - times[i] > length.Ticks && calendar.ExpectedOpens(length, times[i], next) is [var missing, ..]
                ? BarAvailability.KnownTicks(Empty(bars, missing), market)[0]
                : i + 1 < due.Length ? known[i + 1] : long.MaxValue;
        }

        return due;
    }

    private static BarSeries Empty(BarSeries bars, long open)
    {
        double[] nothing = [0];
        return new BarSeries(bars.Symbol, bars.Timeframe, new[] { open }, nothing, nothing, nothing, nothing, nothing);
    }
}
