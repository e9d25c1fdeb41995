using Parquet.Encodings;
using Parquet.Meta;

namespace Parquet.Columns;

/// <summary>The figures of a column that are written beside it.</summary>
internal static class ColumnStatistics
{
    // A bound helps readers to skip a file; a long text would only make the footer long.
    const int MaxBoundLength = 64;

    public static Statistics Describe<T>(ReadOnlySpan<T> values, ValueLayout<T> layout, ValueOrder<T>? order, int nulls)
    {
        var statistics = new Statistics { NullCount = nulls };
        if (order is not null && order.TryBounds(values, out var min, out var max))
        {
            var (low, high) = (layout.EncodeOne(min), layout.EncodeOne(max));
            if (low.Length <= MaxBoundLength && high.Length <= MaxBoundLength)
                (statistics.MinValue, statistics.MaxValue) = (low, high);
        }

        return statistics;
    }
}
