namespace Serverless.Core.Time;

/// <summary>When bars open, and how many there are in a year.</summary>
public static class BarClock
{
    private const double CalendarDaysPerYear = 365.25;
    private const double SessionsPerYear = 252;
    private static readonly TimeSpan RegularSession = TimeSpan.FromMinutes(390);

    /// <summary>
    /// Bars in a year, the factor of annualisation. Crypto: 365.25 days of 24 hours (H4: 2191.5). US equities: 252 sessions of
    /// 6.5 hours, a daily bar being one session (D1: 252, H1: 1638). Macro: as US equities.
    /// </summary>
    /// <param name="barLength">Length of a bar: positive, at most one day.</param>
    /// <param name="market">The market whose calendar counts.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is out of range, or the market is unknown.</exception>
    public static double BarsPerYear(TimeSpan barLength, Market market)
    {
        CheckLength(barLength);
        return market switch
        {
            Market.Crypto => CalendarDaysPerYear * (TimeSpan.FromDays(1) / barLength),
            Market.UsEquities or Market.Macro => SessionsPerYear * Math.Max(1, RegularSession / barLength),
            _ => throw new ArgumentOutOfRangeException(nameof(market), market, "Unknown market."),
        };
    }

    /// <summary>
    /// Open time, in UTC ticks, of the bar that contains <paramref name="utcTicks"/>: bars start on multiples of their length since
    /// midnight UTC (H4: 00, 04, 08, 12, 16, 20).
    /// </summary>
    /// <param name="utcTicks">A UTC time in <see cref="DateTime.Ticks"/>.</param>
    /// <param name="barLength">Length of a bar: it divides a day without remainder.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length does not divide a day.</exception>
    public static long OpenOf(long utcTicks, TimeSpan barLength)
    {
        CheckLength(barLength);
        if (TimeSpan.TicksPerDay % barLength.Ticks != 0)
            throw new ArgumentOutOfRangeException(nameof(barLength), barLength, "Bars align on midnight UTC if their length divides a day.");
        // Tick 0 is a midnight, so the remainder of the ticks is the time since the bar opened.
        return utcTicks - (utcTicks % barLength.Ticks);
    }

    internal static void CheckLength(TimeSpan barLength)
    {
        if (barLength <= TimeSpan.Zero || barLength > TimeSpan.FromDays(1))
            throw new ArgumentOutOfRangeException(nameof(barLength), barLength, "A bar lasts more than nothing and at most one day.");
    }
}
