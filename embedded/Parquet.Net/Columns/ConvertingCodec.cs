using System.Buffers;
using System.Runtime.CompilerServices;
using Parquet.Encodings;
using Parquet.Meta;

namespace Parquet.Columns;

/// <summary>A column whose values are converted one by one.</summary>
internal sealed class ConvertingCodec<TStored, TValue>(
    ValueLayout<TStored> layout, ValueOrder<TStored>? order, Func<TStored, TValue> read, Func<TValue, TStored> write)
    : ColumnCodec<TStored, TValue>(layout, order)
    where TStored : notnull
{
    readonly ValueLayout<TStored> layout = layout;

    /// <inheritdoc/>
    protected override void Decode(PageEncoding encoding, ReadOnlyMemory<byte> bytes, Span<TValue> values)
    {
        var stored = ArrayPool<TStored>.Shared.Rent(values.Length);
        try
        {
            layout.Decode(encoding, bytes, stored.AsSpan(0, values.Length));
            for (var row = 0; row < values.Length; row++)
                values[row] = read(stored[row]);
        }
        finally
        {
            ArrayPool<TStored>.Shared.Return(stored, RuntimeHelpers.IsReferenceOrContainsReferences<TStored>());
        }
    }

    /// <inheritdoc/>
    protected override TStored[] ToStored(TValue[] values)
    {
        var stored = new TStored[values.Length];
        for (var row = 0; row < stored.Length; row++)
            stored[row] = write(values[row] ?? throw new ParquetException($"value {row} is null, but the column is required"));
        return stored;
    }

    /// <inheritdoc/>
    protected override TValue ToValue(TStored stored) => read(stored);
}
