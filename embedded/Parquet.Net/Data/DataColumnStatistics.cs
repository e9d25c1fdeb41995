namespace Parquet.Data;

/// <summary>What a file says about the values of a column in one row group; null where it does not say, or says what cannot be.</summary>
public class DataColumnStatistics
{
    /// <summary>Nothing known.</summary>
    public DataColumnStatistics()
    {
    }

    /// <summary>Known figures.</summary>
    public DataColumnStatistics(long? nullCount, long? distinctCount, object? minValue, object? maxValue)
    {
        NullCount = nullCount;
        DistinctCount = distinctCount;
        MinValue = minValue;
        MaxValue = maxValue;
    }

    /// <summary>The number of nulls.</summary>
    public long? NullCount { get; internal set; }

    /// <summary>The number of distinct values.</summary>
    public long? DistinctCount { get; internal set; }

    /// <summary>The smallest value, of the column's CLR type.</summary>
    public object? MinValue { get; internal set; }

    /// <summary>The largest value, of the column's CLR type.</summary>
    public object? MaxValue { get; internal set; }
}
