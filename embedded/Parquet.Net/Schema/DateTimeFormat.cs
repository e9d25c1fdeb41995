namespace Parquet.Schema;

/// <summary>How a <see cref="DateTime"/> is stored.</summary>
public enum DateTimeFormat
{
    /// <summary>96 bits: Julian day and nanoseconds of the day, UTC. Other readers deprecate it.</summary>
    Impala,

    /// <summary>Milliseconds since 1970, UTC, 64 bits.</summary>
    DateAndTime,

    /// <summary>Microseconds since 1970, UTC, 64 bits.</summary>
    DateAndTimeMicros,

    /// <summary>Days since 1970, 32 bits; the time of the day is dropped.</summary>
    Date,

    /// <summary>64 bits in the unit of the field, UTC or local.</summary>
    Timestamp,
}
