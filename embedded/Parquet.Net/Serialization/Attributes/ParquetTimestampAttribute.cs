using Parquet.Schema;

namespace Parquet.Serialization.Attributes;

/// <summary>Stores a <see cref="DateTime"/> as a 64-bit timestamp rather than in 96 bits.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class ParquetTimestampAttribute : Attribute
{
    /// <summary>A timestamp.</summary>
    /// <param name="resolution">The unit.</param>
    /// <param name="useLogicalTimestamp">Marks the column in the newer way, which can say that it holds wall-clock times.</param>
    /// <param name="isAdjustedToUTC">Whether the newer way says that the column holds instants.</param>
    public ParquetTimestampAttribute(
        ParquetTimestampResolution resolution = ParquetTimestampResolution.Milliseconds, bool useLogicalTimestamp = false, bool isAdjustedToUTC = true)
    {
        Resolution = resolution;
        UseLogicalTimestamp = useLogicalTimestamp;
        IsAdjustedToUTC = isAdjustedToUTC;
    }

    /// <summary>The unit.</summary>
    public ParquetTimestampResolution Resolution { get; private set; }

    /// <summary>Whether the column is marked in the newer way.</summary>
    public bool UseLogicalTimestamp { get; private set; }

    /// <summary>Whether the column holds instants.</summary>
    public bool IsAdjustedToUTC { get; private set; }

    internal DateTimeDataField Field(string name, bool isNullable, string propertyName)
    {
        var micros = Resolution == ParquetTimestampResolution.Microseconds;
        var format = UseLogicalTimestamp ? DateTimeFormat.Timestamp : micros ? DateTimeFormat.DateAndTimeMicros : DateTimeFormat.DateAndTime;
        return new(name, format, IsAdjustedToUTC, micros ? DateTimeTimeUnit.Micros : DateTimeTimeUnit.Millis, isNullable, null, propertyName);
    }
}
