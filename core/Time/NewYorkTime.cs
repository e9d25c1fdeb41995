using System.Globalization;
using NodaTime;

namespace Serverless.Core.Time;

/// <summary>
/// New York wall-clock time and UTC. The rules are those of the IANA time-zone database inside NodaTime, so a result does not depend on
/// the machine. Pure, thread-safe, without allocation; times are <see cref="DateTime.Ticks"/>, meant for the years 1900 to 2200.
/// </summary>
public static class NewYorkTime
{
    // Interval i of constant offset is [UtcStarts[i], UtcStarts[i + 1]) in UTC and starts at WallStarts[i] on its own clock.
    private static readonly long[] UtcStarts;
    private static readonly long[] Offsets;
    private static readonly long[] WallStarts;

    static NewYorkTime()
    {
        var intervals = DateTimeZoneProviders.Tzdb["America/New_York"]
            .GetZoneIntervals(Instant.FromUtc(1899, 1, 1, 0, 0), Instant.FromUtc(2201, 1, 1, 0, 0))
            .ToArray();
        UtcStarts = [0, .. intervals.Skip(1).Select(interval => interval.Start.ToDateTimeUtc().Ticks)];
        Offsets = Array.ConvertAll(intervals, interval => interval.WallOffset.Ticks);
        WallStarts = [.. UtcStarts.Zip(Offsets, (start, offset) => start + offset)];
    }

    /// <summary>What clocks in New York show at <paramref name="utcTicks"/>.</summary>
    public static long FromUtc(long utcTicks) => utcTicks + Offsets[IntervalAt(UtcStarts, utcTicks)];

    /// <summary>The UTC time at which clocks in New York show <paramref name="wallTicks"/>; false when they never do.</summary>
    /// <param name="wallTicks">Wall-clock time.</param>
    /// <param name="utcTicks">The UTC time; 0 for a time that spring skips (02:00 to 02:59:59.9999999 on the day the clocks go forward),
    /// which <see cref="DescribeSkipped"/> puts into words.</param>
    /// <param name="repeated">Which occurrence of a time that autumn repeats. A caller that reads rows in order takes the second once the
    /// first would not come after the row before.</param>
    public static bool TryToUtc(long wallTicks, out long utcTicks, RepeatedHour repeated = RepeatedHour.First)
    {
        var i = IntervalAt(WallStarts, wallTicks);
        if (i + 1 < UtcStarts.Length && wallTicks >= UtcStarts[i + 1] + Offsets[i])
        {
            utcTicks = 0;
            return false;
        }

        var twice = i > 0 && wallTicks < UtcStarts[i] + Offsets[i - 1];
        utcTicks = wallTicks - Offsets[twice && repeated == RepeatedHour.First ? i - 1 : i];
        return true;
    }

    /// <summary>As <see cref="TryToUtc"/>, for times that are known to exist.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Spring skips the time; the message names it.</exception>
    public static long ToUtc(long wallTicks, RepeatedHour repeated = RepeatedHour.First) => TryToUtc(wallTicks, out var utcTicks, repeated)
        ? utcTicks
        : throw new ArgumentOutOfRangeException(nameof(wallTicks), DescribeSkipped(wallTicks));

    /// <summary>The sentence to report where <see cref="TryToUtc"/> returned false; it names the time.</summary>
    public static string DescribeSkipped(long wallTicks) => string.Create(
        CultureInfo.InvariantCulture,
        $"{new DateTime(wallTicks):yyyy-MM-dd HH:mm:ss} does not exist in New York, where the clocks went forward past it; are the times UTC?");

    private static int IntervalAt(long[] starts, long ticks)
    {
        var found = Array.BinarySearch(starts, ticks);
        return Math.Max(0, found >= 0 ? found : ~found - 1);
    }
}
