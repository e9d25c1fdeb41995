namespace Serverless.Core.Time;

/// <summary>Tells bars within a market's hours from those outside.</summary>
public static class SessionFilter
{
    /// <summary>Marks the bars that overlap a session; a daily bar does when its date has one.</summary>
    /// <param name="calendar">The sessions.</param>
    /// <param name="openTicks">UTC opens of the bars, ascending.</param>
    /// <param name="barLength">Length of a bar: positive, at most one day.</param>
    /// <param name="hours">Which hours count.</param>
    /// <param name="inside">Receives whether each bar is inside; as long as <paramref name="openTicks"/>.</param>
    public static void Mark(
        TradingCalendar calendar, ReadOnlySpan<long> openTicks, TimeSpan barLength, SessionHours hours, Span<bool> inside)
    {
        BarClock.CheckLength(barLength);
        ArgumentOutOfRangeException.ThrowIfNotEqual(inside.Length, openTicks.Length);
        if (openTicks.IsEmpty)
            return;
        var daily = barLength.Ticks == TimeSpan.TicksPerDay;
        var session = calendar.OnOrAfter(DateOf(openTicks[0]).AddDays(-1), hours);
        for (var i = 0; i < openTicks.Length; i++)
        {
            if (daily)
            {
                inside[i] = calendar.IsSession(DateOf(openTicks[i]));
                continue;
            }

            while (session.CloseTicks <= openTicks[i])
                session = calendar.OnOrAfter(session.Date.AddDays(1), hours);
            inside[i] = session.OpenTicks < openTicks[i] + barLength.Ticks;
        }
    }

    private static DateOnly DateOf(long utcTicks) => DateOnly.FromDayNumber((int)(utcTicks / TimeSpan.TicksPerDay));
}
