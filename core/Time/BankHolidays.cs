namespace Serverless.Core.Time;

/// <summary>Holidays of the Federal Reserve Banks, which keep the federal holidays (5 U.S.C. 6103) but not one that falls on a Saturday; from
/// 1986 on.</summary>
internal static class BankHolidays
{
    /// <summary>The holidays of a year as they are observed.</summary>
    public static HashSet<DateOnly> Of(int year)
    {
        HashSet<DateOnly> days =
        [
            HolidayRules.SundayToMonday(new(year, 1, 1)),
            HolidayRules.Nth(3, DayOfWeek.Monday, year, 1),
            HolidayRules.Nth(3, DayOfWeek.Monday, year, 2),
            HolidayRules.LastMonday(year, 5),
            HolidayRules.SundayToMonday(new(year, 7, 4)),
            HolidayRules.Nth(1, DayOfWeek.Monday, year, 9),
            HolidayRules.Nth(2, DayOfWeek.Monday, year, 10),
            HolidayRules.SundayToMonday(new(year, 11, 11)),
            HolidayRules.Nth(4, DayOfWeek.Thursday, year, 11),
            HolidayRules.SundayToMonday(new(year, 12, 25)),
        ];
        if (year >= 2021)
            days.Add(HolidayRules.SundayToMonday(new(year, 6, 19)));
        return days;
    }
}
