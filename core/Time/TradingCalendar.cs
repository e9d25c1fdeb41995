namespace Serverless.Core.Time;

/// <summary>
/// Sessions of a market from 1900 to 2200. Crypto: every day of UTC. US equities: the New York exchanges, with holidays, single closures, half
/// days and daylight saving time. Macro: US business days, on which banks and exchanges both work, from midnight to midnight in New York; a
/// figure of another day is allowed, but not expected. Exact for 1990 to 2025, by rule elsewhere. Immutable and thread-safe.
/// </summary>
public sealed class TradingCalendar
{
    private const int FirstYear = 1900;
    private const int LastYear = 2200;

    private static readonly Lazy<TradingCalendar> Crypto = new(() => new(Market.Crypto));
    private static readonly Lazy<TradingCalendar> UsEquities = new(() => new(Market.UsEquities));
    private static readonly Lazy<TradingCalendar> Macro = new(() => new(Market.Macro));

    private readonly int[] days;
    private readonly long[] opens;
    private readonly long[] closes;

    private TradingCalendar(Market market)
    {
        Market = market;
        var sessions = Enumerable.Range(FirstYear, LastYear - FirstYear + 1).SelectMany(DaysOf).Select(date => At(date, SessionHours.Regular)).ToArray();
        days = Array.ConvertAll(sessions, session => session.Date.DayNumber);
        opens = Array.ConvertAll(sessions, session => session.OpenTicks);
        closes = Array.ConvertAll(sessions, session => session.CloseTicks);
    }

    /// <summary>The market whose sessions these are.</summary>
    public Market Market { get; }

    /// <summary>The calendar of a market.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The market is unknown.</exception>
    public static TradingCalendar For(Market market) => market switch
    {
        Market.Crypto => Crypto.Value,
        Market.UsEquities => UsEquities.Value,
        Market.Macro => Macro.Value,
        _ => throw new ArgumentOutOfRangeException(nameof(market), market, "Unknown market."),
    };

    /// <summary>Whether the market has a session on a date of its place (crypto: UTC, else New York).</summary>
    public bool IsSession(DateOnly date) => Array.BinarySearch(days, date.DayNumber) >= 0;

    /// <summary>The session of a date; false when there is none.</summary>
    public bool TryGetSession(DateOnly date, out Session session, SessionHours hours = SessionHours.Regular)
    {
        var found = IsSession(date);
        session = found ? At(date, hours) : default;
        return found;
    }

    /// <summary>The first session on or after a date.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none before the calendar ends with the year 2200.</exception>
    public Session OnOrAfter(DateOnly date, SessionHours hours = SessionHours.Regular)
    {
        var index = FirstNotBefore(days, date.DayNumber);
        return index < days.Length
            ? At(DateOnly.FromDayNumber(days[index]), hours)
            : throw new ArgumentOutOfRangeException(nameof(date), date, $"The calendar ends with the year {LastYear}.");
    }

    /// <summary>Whether a regular session is open at a UTC time: from its open to before its close.</summary>
    public bool IsOpen(long utcTicks)
    {
        var index = FirstNotBefore(closes, utcTicks + 1);
        return index < opens.Length && opens[index] <= utcTicks;
    }

    /// <summary>
    /// How many bars should exist strictly between two neighbouring ones. Days: the sessions between their dates. Shorter bars: those that
    /// continue the steps of the first, overlap a regular session and end by the second's open.
    /// </summary>
    /// <param name="barLength">Length of a bar: positive, at most one day.</param>
    /// <param name="afterOpenTicks">UTC open of the first of the two bars; a daily bar opens at 00:00 UTC of its date or later that day.</param>
    /// <param name="beforeOpenTicks">UTC open of the second.</param>
    public int CountExpected(TimeSpan barLength, long afterOpenTicks, long beforeOpenTicks)
    {
        BarClock.CheckLength(barLength);
        if (barLength.Ticks == TimeSpan.TicksPerDay)
        {
            var (first, second) = ((int)(afterOpenTicks / TimeSpan.TicksPerDay), (int)(beforeOpenTicks / TimeSpan.TicksPerDay));
            return Math.Max(0, FirstNotBefore(days, second) - FirstNotBefore(days, first + 1));
        }

        var count = 0L;
        var next = afterOpenTicks + barLength.Ticks;
        var session = FirstNotBefore(closes, next + 1);
        while (TryNextRun(barLength.Ticks, beforeOpenTicks, ref session, ref next, out _, out var bars))
            count += bars;
        return (int)count;
    }

    /// <summary>The opens of the bars that <see cref="CountExpected"/> counts, ascending; those of days at the first bar's time of the day.</summary>
    /// <inheritdoc cref="CountExpected"/>
    /// <returns>UTC ticks.</returns>
    public long[] ExpectedOpens(TimeSpan barLength, long afterOpenTicks, long beforeOpenTicks)
    {
        var expected = new long[CountExpected(barLength, afterOpenTicks, beforeOpenTicks)];
        if (barLength.Ticks == TimeSpan.TicksPerDay)
        {
            var first = FirstNotBefore(days, (int)(afterOpenTicks / TimeSpan.TicksPerDay) + 1);
            for (var i = 0; i < expected.Length; i++)
                expected[i] = (days[first + i] * TimeSpan.TicksPerDay) + (afterOpenTicks % TimeSpan.TicksPerDay);
            return expected;
        }

        var filled = 0;
        var next = afterOpenTicks + barLength.Ticks;
        var session = FirstNotBefore(closes, next + 1);
        while (TryNextRun(barLength.Ticks, beforeOpenTicks, ref session, ref next, out var start, out var bars))
        {
            for (var i = 0; i < bars; i++)
                expected[filled++] = start + (i * barLength.Ticks);
        }

        return expected;
    }

    // The next bars in a row, of one session, that end by `before`: from session index `session` and step `next` on, both moved behind them.
    private bool TryNextRun(long length, long before, ref int session, ref long next, out long start, out long bars)
    {
        for (; session < opens.Length && Math.Max(opens[session], next + length) <= before; session++)
        {
            // The first step that ends after the open, then all that start before the close.
            start = next + (Math.Max(0, opens[session] - next) / length * length);
            var end = Math.Min(closes[session], before - length + 1);
            if (start >= end)
                continue;
            bars = (end - start + length - 1) / length;
            next = start + (bars * length);
            session++;
            return true;
        }

        (start, bars) = (0, 0);
        return false;
    }

    private IEnumerable<DateOnly> DaysOf(int year)
    {
        var exchange = ExchangeDays.Holidays(year);
        var banks = BankHolidays.Of(year);
        for (var date = new DateOnly(year, 1, 1); date.Year == year; date = date.AddDays(1))
        {
            var exists = Market switch
            {
                Market.Crypto => true,
                Market.UsEquities => ExchangeDays.IsSession(date, exchange),
                _ => ExchangeDays.IsSession(date, exchange) && !banks.Contains(date),
            };
            if (exists)
                yield return date;
        }
    }

    private Session At(DateOnly date, SessionHours hours)
    {
        var midnight = date.DayNumber * TimeSpan.TicksPerDay;
        if (Market == Market.Crypto)
            return new(date, midnight, midnight + TimeSpan.TicksPerDay);
        if (Market == Market.Macro)
            return new(date, NewYorkTime.ToUtc(midnight), NewYorkTime.ToUtc(midnight + TimeSpan.TicksPerDay));
        var (open, close) = ExchangeDays.Hours(date);
        if (hours == SessionHours.Extended)
            (open, close) = (ExchangeDays.EarlyOpen, close + ExchangeDays.AfterHours);
        return new(date, NewYorkTime.ToUtc(midnight + open.Ticks), NewYorkTime.ToUtc(midnight + close.Ticks));
    }

    private static int FirstNotBefore<T>(T[] ascending, T value)
    {
        var found = Array.BinarySearch(ascending, value);
        return found >= 0 ? found : ~found;
    }
}
