using Parquet.Schema;

namespace Parquet.Columns;

/// <summary>Dates and times from and to stored numbers. What does not fit either side is refused, never wrapped.</summary>
internal static class Times
{
    const long NanosecondsPerTick = TimeSpan.NanosecondsPerTick;
    const int JulianDayOf1970 = 2440588;
    static readonly long Epoch = DateTime.UnixEpoch.Ticks;
    static readonly int EpochDay = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    public static DateTime Instant(long stored, DateTimeTimeUnit unit, DateTimeKind kind)
    {
        if (unit == DateTimeTimeUnit.Nanos)
            return FromTicks(FloorDivide(stored, NanosecondsPerTick) + Epoch, kind, stored);
        var factor = TicksPer(unit);
        var limit = DateTime.MaxValue.Ticks / factor;
        return FromTicks(stored >= -limit && stored <= limit ? stored * factor + Epoch : -1, kind, stored);
    }

    public static long FromInstant(DateTime value, DateTimeTimeUnit unit, bool isAdjustedToUtc)
    {
        // A wall-clock time is stored as it reads, whatever its kind.
        var ticks = (isAdjustedToUtc ? Utc(value) : value).Ticks - Epoch;
        if (unit != DateTimeTimeUnit.Nanos)
            return FloorDivide(ticks, TicksPer(unit));
        var nanoseconds = (Int128)ticks * NanosecondsPerTick;
        return nanoseconds == (long)nanoseconds
            ? (long)nanoseconds
            : throw new ParquetException($"{value:O} does not fit a timestamp in nanoseconds, which lasts from 1677 to 2262");
    }

    public static DateTime Instant(Int96 stored)
    {
        var day = ((long)stored.JulianDay - JulianDayOf1970) * TimeSpan.TicksPerDay;
        return FromTicks(day + FloorDivide(stored.Nanoseconds, NanosecondsPerTick) + Epoch, DateTimeKind.Utc, stored.JulianDay);
    }

    public static Int96 ToInt96(DateTime value)
    {
        var ticks = Utc(value).Ticks - Epoch;
        var day = FloorDivide(ticks, TimeSpan.TicksPerDay);
        return new((ticks - day * TimeSpan.TicksPerDay) * NanosecondsPerTick, (int)day + JulianDayOf1970);
    }

    public static DateOnly Date(int stored)
    {
        var day = (long)stored + EpochDay;
        return day >= 0 && day <= DateOnly.MaxValue.DayNumber
            ? DateOnly.FromDayNumber((int)day)
            : throw new ParquetException($"day {stored} since 1970 lies outside the years 1 to 9999");
    }

    public static int FromDate(DateOnly value) => value.DayNumber - EpochDay;

    public static TimeSpan Time(long stored, TimeSpanFormat unit)
    {
        var ticks = (Int128)stored * TicksPer(unit);
        return ticks == (long)ticks ? new TimeSpan((long)ticks) : throw new ParquetException($"time {stored} is too long");
    }

    public static long FromTime(TimeSpan value, TimeSpanFormat unit) => FloorDivide(value.Ticks, TicksPer(unit));

    public static TimeOnly TimeOfDay(long stored, TimeSpanFormat unit)
    {
        var time = Time(stored, unit);
        return time.Ticks is >= 0 and < TimeSpan.TicksPerDay
            ? new TimeOnly(time.Ticks)
            : throw new ParquetException($"{time} is no time of the day");
    }

    static DateTime Utc(DateTime value) => value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : value;

    static DateTime FromTicks(long ticks, DateTimeKind kind, long stored) =>
        ticks >= 0 && ticks <= DateTime.MaxValue.Ticks
            ? new DateTime(ticks, kind)
            : throw new ParquetException($"timestamp {stored} lies outside the years 1 to 9999");

    static long TicksPer(DateTimeTimeUnit unit) => unit == DateTimeTimeUnit.Millis ? TimeSpan.TicksPerMillisecond : TimeSpan.TicksPerMicrosecond;

    static long TicksPer(TimeSpanFormat unit) => unit == TimeSpanFormat.MilliSeconds ? TimeSpan.TicksPerMillisecond : TimeSpan.TicksPerMicrosecond;

    static long FloorDivide(long value, long divisor) => value >= 0 ? value / divisor : -((divisor - 1 - value) / divisor);
}
