namespace Serverless.Core.Time;

/// <summary>Ways in which a holiday's date follows from the year.</summary>
internal static class HolidayRules
{
    /// <summary>The <paramref name="nth"/> such weekday of a month, counted from 1.</summary>
    public static DateOnly Nth(int nth, DayOfWeek weekday, int year, int month)
    {
        var first = new DateOnly(year, month, 1);
        return first.AddDays((((int)weekday - (int)first.DayOfWeek + 7) % 7) + (7 * (nth - 1)));
    }

    /// <summary>The last Monday of a month.</summary>
    public static DateOnly LastMonday(int year, int month)
    {
        var last = new DateOnly(year, month, DateTime.DaysInMonth(year, month));
        return last.AddDays(-(((int)last.DayOfWeek + 6) % 7));
    }

    /// <summary>A Sunday moves to the Monday after it.</summary>
    public static DateOnly SundayToMonday(DateOnly date) => date.DayOfWeek == DayOfWeek.Sunday ? date.AddDays(1) : date;

    /// <summary>A Saturday moves to the Friday before it, a Sunday to the Monday after it.</summary>
    public static DateOnly NearestWeekday(DateOnly date) => date.DayOfWeek == DayOfWeek.Saturday ? date.AddDays(-1) : SundayToMonday(date);

    /// <summary>Western Easter Sunday, by the Gregorian computus of Meeus, Astronomical Algorithms, chapter 8.</summary>
    public static DateOnly Easter(int year)
    {
        var a = year % 19;
        var (b, c) = Math.DivRem(year, 100);
        var (d, e) = Math.DivRem(b, 4);
        var f = (b + 8) / 25;
        var g = (b - f + 1) / 3;
        var h = ((19 * a) + b - d - g + 15) % 30;
        var (i, k) = Math.DivRem(c, 4);
        var l = (32 + (2 * e) + (2 * i) - h - k) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var (month, day) = Math.DivRem(h + l - (7 * m) + 114, 31);
        return new DateOnly(year, month, day + 1);
    }
}
