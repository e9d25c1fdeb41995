namespace Parquet.Schema;

/// <summary>The unit of a time of the day.</summary>
public enum TimeSpanFormat
{
    /// <summary>Milliseconds, 32 bits.</summary>
    MilliSeconds,

    /// <summary>Microseconds, 64 bits.</summary>
    MicroSeconds,
}
