using System.Buffers;
using System.Buffers.Binary;
using Parquet.Meta;

namespace Parquet.Encodings;

/// <summary>Truth values, a bit each, or as runs.</summary>
internal sealed class BooleanLayout : ValueLayout<bool>
{
    /// <inheritdoc/>
    public override long LeastBytes(PageEncoding encoding, int count) =>
        encoding == PageEncoding.PLAIN ? BitUnpacker.Length(count, 1) : 0;

    /// <inheritdoc/>
    public override void Decode(PageEncoding encoding, ReadOnlyMemory<byte> bytes, Span<bool> values)
    {
        switch (encoding)
        {
            case PageEncoding.PLAIN:
                CheckLength(BitUnpacker.Length(values.Length, 1), bytes.Length, values.Length);
                var bits = bytes.Span;
                for (var index = 0; index < values.Length; index++)
                    values[index] = ((bits[index >> 3] >> (index & 7)) & 1) != 0;
                break;
            case PageEncoding.RLE:
                DecodeRuns(bytes.Span, values);
                break;
            default:
                throw Unsupported(encoding, "boolean");
        }
    }

    /// <inheritdoc/>
    public override void Encode(IBufferWriter<byte> output, ReadOnlySpan<bool> values)
    {
        var bytes = new byte[BitUnpacker.Length(values.Length, 1)];
        for (var index = 0; index < values.Length; index++)
        {
            if (values[index])
                bytes[index >> 3] |= (byte)(1 << (index & 7));
        }

        output.Write(bytes);
    }

    /// <inheritdoc/>
    public override bool TryDecodeOne(byte[] bytes, out bool value)
    {
        value = bytes is [not 0, ..];
        return bytes.Length > 0;
    }

    /// <inheritdoc/>
    public override byte[] EncodeOne(bool value) => [value ? (byte)1 : (byte)0];

    static void DecodeRuns(ReadOnlySpan<byte> bytes, Span<bool> values)
    {
        if (!BinaryPrimitives.TryReadUInt32LittleEndian(bytes, out var length) || length > bytes.Length - 4)
            throw new ParquetException("the runs of a boolean page are cut off");
        var numbers = ArrayPool<int>.Shared.Rent(values.Length);
        try
        {
            RleDecoder.Decode(bytes.Slice(4, (int)length), 1, numbers.AsSpan(0, values.Length));
            for (var index = 0; index < values.Length; index++)
                values[index] = numbers[index] != 0;
        }
        finally
        {
            ArrayPool<int>.Shared.Return(numbers);
        }
    }
}
