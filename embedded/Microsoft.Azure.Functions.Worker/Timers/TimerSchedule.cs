using System.Globalization;
using NCrontab;

namespace Microsoft.Azure.Functions.Worker.Timers;

/// <summary>When a timer fires, in UTC: a cron expression with seconds, or a fixed interval.</summary>
internal abstract class TimerSchedule
{
    private static readonly TimeSpan LongestInterval = TimeSpan.FromHours(24);

    /// <summary>Below this, missed runs are not made up for: the next one is due at once anyway.</summary>
    public static readonly TimeSpan ShortestMonitored = TimeSpan.FromMinutes(1);

    /// <exception cref="FormatException">The text is neither.</exception>
    public static TimerSchedule Parse(string text)
    {
        if (TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var interval))
        {
            return interval > TimeSpan.Zero && interval <= LongestInterval
                ? new Interval(interval)
                : throw new FormatException($"'{text}' must be more than zero and at most 24 hours; use a cron expression for longer.");
        }

        return CrontabSchedule.TryParse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = true }) is { } cron
            ? new Cron(cron)
            : throw new FormatException($"'{text}' is neither six cron fields (second minute hour day month weekday) nor an interval (hh:mm:ss).");
    }

    public abstract DateTime NextAfter(DateTime utc);

    /// <summary>The time between the next two occurrences.</summary>
    public TimeSpan PeriodAfter(DateTime utc)
    {
        var next = NextAfter(utc);
        return NextAfter(next) - next;
    }

    private sealed class Interval(TimeSpan interval) : TimerSchedule
    {
        public override DateTime NextAfter(DateTime utc) => utc + interval;
    }

    private sealed class Cron(CrontabSchedule cron) : TimerSchedule
    {
        public override DateTime NextAfter(DateTime utc) => DateTime.SpecifyKind(cron.GetNextOccurrence(utc), DateTimeKind.Utc);
    }
}
