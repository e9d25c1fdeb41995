namespace Parquet.Schema;

/// <summary>A column of decimals.</summary>
public class DecimalDataField : DataField
{
    /// <summary>A column of decimals with a fixed number of digits. Digits beyond the scale are cut off when values are written.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="precision">Digits in all, 1 to 38.</param>
    /// <param name="scale">Digits behind the point, 0 to <paramref name="precision"/>.</param>
    /// <param name="forceByteArrayEncoding">Stores bytes also where 32 or 64 bits would do.</param>
    /// <param name="isNullable">Whether values may be null; not, when null.</param>
    /// <param name="isArray">Lists of values; not supported.</param>
    /// <param name="propertyName">The property that holds the values, where it is not called like the column.</param>
    /// <exception cref="ArgumentException">Precision or scale is out of range.</exception>
    public DecimalDataField(
        string name, int precision, int scale = 0, bool forceByteArrayEncoding = false, bool? isNullable = null, bool? isArray = null,
        string? propertyName = null)
        : base(name, typeof(decimal), isNullable, isArray, propertyName)
    {
        if (precision is < 1 or > 38)
            throw new ArgumentException("Precision must be 1 to 38.", nameof(precision));
        if (scale < 0 || scale > precision)
            throw new ArgumentException("Scale must be 0 to the precision.", nameof(scale));
        Precision = precision;
        Scale = scale;
        ForceByteArrayEncoding = forceByteArrayEncoding;
    }

    /// <summary>Digits in all.</summary>
    public int Precision { get; }

    /// <summary>Digits behind the point.</summary>
    public int Scale { get; }

    /// <summary>Whether bytes are stored also where 32 or 64 bits would do.</summary>
    public bool ForceByteArrayEncoding { get; }
}
