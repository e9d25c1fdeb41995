using System.Buffers;
using System.Numerics;
using Parquet.Meta;

namespace Parquet.Encodings;

/// <summary>Integers of 32 or 64 bits, which may also be stored as differences.</summary>
internal sealed class IntegerLayout<T> : FixedWidthLayout<T>
    where T : unmanaged, IBinaryInteger<T>
{
    /// <inheritdoc/>
    public override void Decode(PageEncoding encoding, ReadOnlyMemory<byte> bytes, Span<T> values)
    {
        if (encoding != PageEncoding.DELTA_BINARY_PACKED)
        {
            base.Decode(encoding, bytes, values);
            return;
        }

        var wide = ArrayPool<long>.Shared.Rent(values.Length);
        try
        {
            DeltaDecoder.Decode(bytes.Span, wide.AsSpan(0, values.Length));
            for (var index = 0; index < values.Length; index++)
                values[index] = T.CreateTruncating(wide[index]);
        }
        finally
        {
            ArrayPool<long>.Shared.Return(wide);
        }
    }

    /// <inheritdoc/>
    public override bool TryEncodeDelta(IBufferWriter<byte> output, ReadOnlySpan<T> values)
    {
        var wide = new long[values.Length];
        for (var index = 0; index < wide.Length; index++)
            wide[index] = long.CreateTruncating(values[index]);
        DeltaEncoder.Encode(output, wide, typeof(T) == typeof(int));
        return true;
    }
}
