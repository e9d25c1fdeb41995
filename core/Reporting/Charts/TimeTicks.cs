using System.Globalization;

namespace Serverless.Core.Reporting.Charts;

/// <summary>Round dates for an axis.</summary>
internal static class TimeTicks
{
    private const int Most = 9;
    private const double DaysPerMonth = 30.44;
    private static readonly int[] Months = [1, 2, 3, 6, 12, 24, 60, 120, 240];
    private static readonly int[] Days = [1, 2, 7, 14];

    /// <summary>Begins of years, months or days, at most about nine, with their labels.</summary>
    public static IReadOnlyList<(long Ticks, string Label)> Between(long from, long to)
    {
        var days = (double)(to - from) / TimeSpan.TicksPerDay;
        var months = days / DaysPerMonth;
        return months > 2 ? ByMonth(from, to, Months.FirstOrDefault(step => months / step <= Most, Months[^1]))
            : ByDay(from, to, Days.FirstOrDefault(step => days / step <= Most, Days[^1]));
    }

    private static List<(long, string)> ByMonth(long from, long to, int step)
    {
        var ticks = new List<(long, string)>();
        var first = new DateTime(from, DateTimeKind.Utc);
        // Counted from the year 0, so that steps of a year begin in January and steps of a decade in round years.
        var month = ((((first.Year * 12) + first.Month - 1) + step - 1) / step) * step;
        for (; ; month += step)
        {
            var date = new DateTime(month / 12, (month % 12) + 1, 1, 0, 0, 0, DateTimeKind.Utc);
            if (date.Ticks > to)
                return ticks;
            if (date.Ticks >= from)
                ticks.Add((date.Ticks, date.ToString(step % 12 == 0 ? "yyyy" : "yyyy-MM", CultureInfo.InvariantCulture)));
        }
    }

    private static List<(long, string)> ByDay(long from, long to, int step)
    {
        var ticks = new List<(long, string)>();
        var length = step * TimeSpan.TicksPerDay;
        for (var day = (from + length - 1) / length * length; day <= to; day += length)
            ticks.Add((day, new DateTime(day, DateTimeKind.Utc).ToString("MM-dd", CultureInfo.InvariantCulture)));
        return ticks;
    }
}
