namespace Parquet.Serialization.Attributes;

/// <summary>Leaves a property out of the file.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class ParquetIgnoreAttribute : Attribute
{
}
