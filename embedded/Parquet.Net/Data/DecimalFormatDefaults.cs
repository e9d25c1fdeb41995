namespace Parquet.Data;

/// <summary>The digits of decimal columns that do not say how many they have.</summary>
public static class DecimalFormatDefaults
{
    /// <summary>Digits in all.</summary>
    public const int DefaultPrecision = 38;

    /// <summary>Digits behind the point.</summary>
    public const int DefaultScale = 18;
}
