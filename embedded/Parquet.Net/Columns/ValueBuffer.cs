namespace Parquet.Columns;

/// <summary>Collects the values of pages; it grows with what pages really bring, up to a number known beforehand.</summary>
internal sealed class ValueBuffer<T>(int capacity)
{
    T[] values = [];
    int count;

    /// <summary>Room for the values of the next page.</summary>
    public Span<T> Append(int added)
    {
        if (count + added > values.Length)
            Array.Resize(ref values, (int)Math.Min(capacity, Math.Max(count + added, values.Length * 2L)));
        var room = values.AsSpan(count, added);
        count += added;
        return room;
    }

    /// <summary>All values, without a copy where the buffer is full.</summary>
    public T[] ToArray()
    {
        if (count < values.Length)
            Array.Resize(ref values, count);
        return values;
    }
}
