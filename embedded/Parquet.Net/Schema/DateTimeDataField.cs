namespace Parquet.Schema;

/// <summary>A column of timestamps or dates with a chosen precision.</summary>
public class DateTimeDataField : DataField
{
    /// <summary>A column of <see cref="DateTime"/>.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="format">How values are stored.</param>
    /// <param name="isAdjustedToUTC">
    /// Of <see cref="DateTimeFormat.Timestamp"/>: whether values are instants, read as UTC, or wall-clock times, read as local.
    /// </param>
    /// <param name="unit">Of <see cref="DateTimeFormat.Timestamp"/>: the unit; milliseconds when null.</param>
    /// <param name="isNullable">Whether values may be null; not, when null.</param>
    /// <param name="isArray">Lists of values; not supported.</param>
    /// <param name="propertyName">The property that holds the values, where it is not called like the column.</param>
    public DateTimeDataField(
        string name, DateTimeFormat format, bool isAdjustedToUTC = true, DateTimeTimeUnit? unit = null, bool? isNullable = null,
        bool? isArray = null, string? propertyName = null)
        : base(name, typeof(DateTime), isNullable, isArray, propertyName)
    {
        DateTimeFormat = format;
        IsAdjustedToUTC = isAdjustedToUTC;
        Unit = format switch
        {
            DateTimeFormat.DateAndTime => DateTimeTimeUnit.Millis,
            DateTimeFormat.DateAndTimeMicros => DateTimeTimeUnit.Micros,
            _ => unit ?? DateTimeTimeUnit.Millis,
        };
    }

    /// <summary>How values are stored.</summary>
    public DateTimeFormat DateTimeFormat { get; }

    /// <summary>Whether values are instants rather than wall-clock times.</summary>
    public bool IsAdjustedToUTC { get; }

    /// <summary>The unit of the stored numbers.</summary>
    public DateTimeTimeUnit Unit { get; }
}
