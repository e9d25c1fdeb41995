namespace Parquet.Schema;

/// <summary>A column of times of the day with a chosen precision.</summary>
public class TimeOnlyDataField : DataField
{
    /// <summary>A column of <see cref="TimeOnly"/>.</summary>
    public TimeOnlyDataField(string name, TimeSpanFormat format, bool? isNullable = null, bool? isArray = null, string? propertyName = null)
        : base(name, typeof(TimeOnly), isNullable, isArray, propertyName)
    {
        TimeSpanFormat = format;
    }

    /// <summary>The unit in which values are stored.</summary>
    public TimeSpanFormat TimeSpanFormat { get; }
}
