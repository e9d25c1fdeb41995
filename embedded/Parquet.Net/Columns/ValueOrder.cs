namespace Parquet.Columns;

/// <summary>Finds the smallest and the largest of values, in the order that the format defines for their type.</summary>
internal class ValueOrder<T>(Comparison<T> compare)
{
    /// <summary>False where no value has a place in the order.</summary>
    public virtual bool TryBounds(ReadOnlySpan<T> values, out T min, out T max)
    {
        min = max = default!;
        if (values.IsEmpty)
            return false;
        min = max = values[0];
        foreach (var value in values)
        {
            if (compare(value, min) < 0)
                min = value;
            if (compare(value, max) > 0)
                max = value;
        }

        return true;
    }
}
