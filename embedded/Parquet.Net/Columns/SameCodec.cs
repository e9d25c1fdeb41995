using Parquet.Encodings;
using Parquet.Meta;

namespace Parquet.Columns;

/// <summary>A column that holds what it stores: pages are copied straight into the array of values.</summary>
internal sealed class SameCodec<T>(ValueLayout<T> layout, ValueOrder<T>? order) : ColumnCodec<T, T>(layout, order)
    where T : notnull
{
    readonly ValueLayout<T> layout = layout;

    /// <inheritdoc/>
    protected override void Decode(PageEncoding encoding, ReadOnlyMemory<byte> bytes, Span<T> values) => layout.Decode(encoding, bytes, values);

    /// <inheritdoc/>
    protected override T[] ToStored(T[] values) => values;

    /// <inheritdoc/>
    protected override T ToValue(T stored) => stored;
}
