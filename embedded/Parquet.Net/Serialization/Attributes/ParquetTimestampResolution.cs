namespace Parquet.Serialization.Attributes;

/// <summary>The unit of a timestamp.</summary>
public enum ParquetTimestampResolution
{
    /// <summary>Milliseconds.</summary>
    Milliseconds,

    /// <summary>Microseconds.</summary>
    Microseconds,
}
