namespace Parquet.Schema;

/// <summary>The unit of a timestamp.</summary>
public enum DateTimeTimeUnit
{
    /// <summary>Milliseconds.</summary>
    Millis,

    /// <summary>Microseconds.</summary>
    Micros,

    /// <summary>Nanoseconds; read with the 100 ns precision of <see cref="DateTime"/>.</summary>
    Nanos,
}
