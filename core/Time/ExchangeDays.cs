namespace Serverless.Core.Time;

/// <summary>
/// Days and hours of the New York exchanges (NYSE and Nasdaq keep the same ones). Holidays: NYSE Rule 7.2 and its history; single closures,
/// late openings and early closes: the exchange's list "Special Closings". Exact from 1990 to 2025; later years follow the rules as published
/// up to 2028, and earlier ones those of 1990. Left out: openings that a minute of silence put off by up to three minutes, and halts
/// within a session.
/// </summary>
internal static class ExchangeDays
{
    /// <summary>New York time at which trading before the session starts.</summary>
    public static readonly TimeSpan EarlyOpen = new(4, 0, 0);

    /// <summary>How long trading goes on after the session.</summary>
    public static readonly TimeSpan AfterHours = new(4, 0, 0);

    private static readonly TimeSpan UsualOpen = new(9, 30, 0);
    private static readonly TimeSpan UsualClose = new(16, 0, 0);
    private static readonly TimeSpan OnePm = new(13, 0, 0);
    private static readonly TimeSpan TwoPm = new(14, 0, 0);

    private static readonly HashSet<DateOnly> SpecialClosures =
    [
        new(1994, 4, 27), // Funeral of President Nixon.
        new(2001, 9, 11), new(2001, 9, 12), new(2001, 9, 13), new(2001, 9, 14), // Attack on the World Trade Center.
        new(2004, 6, 11), // Mourning for President Reagan.
        new(2007, 1, 2), // Mourning for President Ford.
        new(2012, 10, 29), new(2012, 10, 30), // Hurricane Sandy.
        new(2018, 12, 5), // Mourning for President G. H. W. Bush.
        new(2025, 1, 9), // Mourning for President Carter.
    ];

    private static readonly Dictionary<DateOnly, (TimeSpan Open, TimeSpan Close)> SpecialHours = new()
    {
        [new(1990, 12, 24)] = (UsualOpen, TwoPm),
        [new(1990, 12, 27)] = (new(11, 0, 0), UsualClose), // Power failure.
        [new(1991, 12, 24)] = (UsualOpen, TwoPm),
        [new(1992, 11, 27)] = (UsualOpen, TwoPm),
        [new(1992, 12, 24)] = (UsualOpen, TwoPm),
        [new(1994, 2, 11)] = (UsualOpen, new(14, 30, 0)), // Snow.
        [new(1995, 12, 18)] = (new(10, 30, 0), UsualClose), // Computer failure.
        [new(1996, 1, 8)] = (new(11, 0, 0), TwoPm), // Snow.
        [new(1997, 10, 27)] = (UsualOpen, new(15, 30, 0)), // Circuit breaker.
        [new(1997, 12, 26)] = (UsualOpen, OnePm),
        [new(1999, 12, 31)] = (UsualOpen, OnePm), // Eve of the year 2000.
        [new(2002, 9, 11)] = (new(12, 0, 0), UsualClose), // Anniversary of the attack.
        [new(2003, 12, 26)] = (UsualOpen, OnePm),
    };

    /// <summary>Whether there is a session; <paramref name="holidays"/> are those of the date's year.</summary>
    public static bool IsSession(DateOnly date, HashSet<DateOnly> holidays) =>
        date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !holidays.Contains(date) && !SpecialClosures.Contains(date);

    /// <summary>The regular holidays of a year as they are observed.</summary>
    public static HashSet<DateOnly> Holidays(int year)
    {
        HashSet<DateOnly> days =
        [
            // A New Year's Day on a Saturday is not observed: the Friday before it belongs to the books of the old year.
            HolidayRules.SundayToMonday(new(year, 1, 1)),
            HolidayRules.Nth(3, DayOfWeek.Monday, year, 2),
            HolidayRules.Easter(year).AddDays(-2),
            HolidayRules.LastMonday(year, 5),
            HolidayRules.NearestWeekday(new(year, 7, 4)),
            HolidayRules.Nth(1, DayOfWeek.Monday, year, 9),
            Thanksgiving(year),
            HolidayRules.NearestWeekday(new(year, 12, 25)),
        ];
        if (year >= 1998)
            days.Add(HolidayRules.Nth(3, DayOfWeek.Monday, year, 1));
        if (year >= 2022)
            days.Add(HolidayRules.NearestWeekday(new(year, 6, 19)));
        return days;
    }

    /// <summary>New York times at which a session opens and closes.</summary>
    public static (TimeSpan Open, TimeSpan Close) Hours(DateOnly session) =>
        SpecialHours.TryGetValue(session, out var special) ? special : (UsualOpen, IsHalfDay(session) ? OnePm : UsualClose);

    // The day after Thanksgiving, the eves of Independence Day and Christmas; July 5 took the place of July 3 between a Wednesday and 2013.
    private static bool IsHalfDay(DateOnly session) => (session.Month, session.Day) switch
    {
        (7, 3) => session.Year >= 2013 || (session.Year >= 1995 && session.DayOfWeek != DayOfWeek.Wednesday),
        (7, 5) => session.Year is >= 1995 and < 2013 && session.DayOfWeek == DayOfWeek.Friday,
        (12, 24) => session.Year >= 1996,
        (11, _) => session.Year >= 1993 && session == Thanksgiving(session.Year).AddDays(1),
        _ => false,
    };

    private static DateOnly Thanksgiving(int year) => HolidayRules.Nth(4, DayOfWeek.Thursday, year, 11);
}
