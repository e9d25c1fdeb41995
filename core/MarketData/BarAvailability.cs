using Serverless.Core.Time;

namespace Serverless.Core.MarketData;

/// <summary>From when on the bars of a series may be used.</summary>
public static class BarAvailability
{
    /// <summary>
    /// First UTC time at which each bar is known, never descending. Bars shorter than a day, and crypto: open plus length. Daily bars of US
    /// equities: the close of their date's session (20:00 or 21:00 UTC, 17:00 or 18:00 on half days), or the end of the date in New York
    /// where the calendar has no session. Daily macro bars: the series' <see cref="ReleaseRule"/>.
    /// </summary>
    public static long[] KnownTicks(BarSeries bars, Market market)
    {
        if (bars.Timeframe == Timeframe.D1 && market == Market.Macro)
            return ReleaseCalendar.KnownTicks(ReleaseCalendar.RuleOf(bars.Symbol), bars.OpenTicks);
        var bySession = bars.Timeframe == Timeframe.D1 && market == Market.UsEquities;
        var known = new long[bars.Count];
        for (var i = 0; i < known.Length; i++)
            known[i] = bySession ? SessionClose(bars.OpenTicks[i]) : bars.OpenTicks[i] + bars.Timeframe.Length().Ticks;
        return known;
    }

    /// <summary>
    /// UTC time at which trading in each bar begins: its open, but the session's for daily bars of US equities, which are labelled by their
    /// date. An order that comes later cannot trade at the bar's first price.
    /// </summary>
    public static long[] BegunTicks(BarSeries bars, Market market)
    {
        var begun = bars.OpenTicks.ToArray();
        if (bars.Timeframe != Timeframe.D1 || market != Market.UsEquities)
            return begun;
        var calendar = TradingCalendar.For(market);
        for (var i = 0; i < begun.Length; i++)
        {
            if (calendar.TryGetSession(DateOnly.FromDateTime(bars.OpenTime(i)), out var session))
                begun[i] = session.OpenTicks;
        }

        return begun;
    }

    private static long SessionClose(long openTicks)
    {
        var day = (int)(openTicks / TimeSpan.TicksPerDay);
        return TradingCalendar.For(Market.UsEquities).TryGetSession(DateOnly.FromDayNumber(day), out var session)
            ? session.CloseTicks
            : NewYorkTime.ToUtc((day + 1) * TimeSpan.TicksPerDay);
    }
}
