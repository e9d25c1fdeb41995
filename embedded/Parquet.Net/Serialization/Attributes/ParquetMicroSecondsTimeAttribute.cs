namespace Parquet.Serialization.Attributes;

/// <summary>Stores a time of the day in microseconds rather than milliseconds.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class ParquetMicroSecondsTimeAttribute : Attribute
{
}
