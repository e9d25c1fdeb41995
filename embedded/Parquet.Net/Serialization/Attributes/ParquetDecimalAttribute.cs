namespace Parquet.Serialization.Attributes;

/// <summary>The digits of a decimal column.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class ParquetDecimalAttribute : Attribute
{
    /// <summary>Digits in all, and behind the point.</summary>
    public ParquetDecimalAttribute(int precision, int scale)
    {
        Precision = precision;
        Scale = scale;
    }

    /// <summary>Digits in all.</summary>
    public int Precision { get; }

    /// <summary>Digits behind the point.</summary>
    public int Scale { get; }
}
