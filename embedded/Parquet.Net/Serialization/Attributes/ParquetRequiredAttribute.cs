namespace Parquet.Serialization.Attributes;

/// <summary>Makes the column of a text or byte array required.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class ParquetRequiredAttribute : Attribute
{
}
