using System.Buffers;
using System.Buffers.Binary;
using Parquet.Meta;
using Parquet.Pages;

namespace Parquet.Encodings;

/// <summary>Byte strings, each with a length, or all of one length.</summary>
internal sealed class BinaryLayout(int? fixedLength) : ValueLayout<ReadOnlyMemory<byte>>
{
    /// <inheritdoc/>
    public override IEqualityComparer<ReadOnlyMemory<byte>> Equality { get; } = new BytesEquality();

    /// <inheritdoc/>
    public override long LeastBytes(PageEncoding encoding, int count) =>
        encoding is PageEncoding.PLAIN or PageEncoding.BYTE_STREAM_SPLIT ? (long)count * (fixedLength ?? 4) : 0;

    /// <inheritdoc/>
    public override void Decode(PageEncoding encoding, ReadOnlyMemory<byte> bytes, Span<ReadOnlyMemory<byte>> values)
    {
        switch (encoding)
        {
            case PageEncoding.PLAIN when fixedLength is { } length:
                CheckLength((long)values.Length * length, bytes.Length, values.Length);
                Slice(bytes, length, values);
                break;
            case PageEncoding.PLAIN:
                DecodePlain(bytes, values);
                break;
            case PageEncoding.DELTA_LENGTH_BYTE_ARRAY when fixedLength is null:
                DecodeDeltaLength(bytes, values);
                break;
            case PageEncoding.DELTA_BYTE_ARRAY:
                DecodeDelta(bytes, values);
                break;
            case PageEncoding.BYTE_STREAM_SPLIT when fixedLength is { } length:
                CheckLength((long)values.Length * length, bytes.Length, values.Length);
                var whole = new byte[values.Length * length];
                ByteStreamSplit.Decode(bytes.Span[..whole.Length], length, whole);
                Slice(whole, length, values);
                break;
            default:
                throw Unsupported(encoding, fixedLength is null ? "byte string" : "fixed-length byte string");
        }
    }

    /// <inheritdoc/>
    public override void Encode(IBufferWriter<byte> output, ReadOnlySpan<ReadOnlyMemory<byte>> values)
    {
        foreach (var value in values)
        {
            if (fixedLength is null)
            {
                BinaryPrimitives.WriteInt32LittleEndian(output.GetSpan(4), value.Length);
                output.Advance(4);
            }

            output.Write(value.Span);
        }
    }

    /// <inheritdoc/>
    public override bool TryDecodeOne(byte[] bytes, out ReadOnlyMemory<byte> value)
    {
        value = bytes;
        return fixedLength is null || bytes.Length == fixedLength;
    }

    /// <inheritdoc/>
    public override byte[] EncodeOne(ReadOnlyMemory<byte> value) => value.ToArray();

    static void Slice(ReadOnlyMemory<byte> bytes, int length, Span<ReadOnlyMemory<byte>> values)
    {
        for (var index = 0; index < values.Length; index++)
            values[index] = bytes.Slice(index * length, length);
    }

    static void DecodePlain(ReadOnlyMemory<byte> bytes, Span<ReadOnlyMemory<byte>> values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            if (!BinaryPrimitives.TryReadUInt32LittleEndian(bytes.Span, out var length) || length > bytes.Length - 4)
                throw new ParquetException($"value {index} of {values.Length} is cut off");
            values[index] = bytes.Slice(4, (int)length);
            bytes = bytes[(4 + (int)length)..];
        }
    }

    static int DecodeLengths(ReadOnlyMemory<byte> bytes, Span<long> lengths)
    {
        var taken = DeltaDecoder.Decode(bytes.Span, lengths);
        var index = lengths.IndexOfAnyExceptInRange(0, int.MaxValue);
        return index < 0 ? taken : throw new ParquetException($"value {index} has a length of {lengths[index]}");
    }

    static void DecodeDeltaLength(ReadOnlyMemory<byte> bytes, Span<ReadOnlyMemory<byte>> values)
    {
        var lengths = new long[values.Length];
        bytes = bytes[DecodeLengths(bytes, lengths)..];
        for (var index = 0; index < values.Length; index++)
        {
            if (lengths[index] > bytes.Length)
                throw new ParquetException($"value {index} of {values.Length} is cut off");
            values[index] = bytes[..(int)lengths[index]];
            bytes = bytes[(int)lengths[index]..];
        }
    }

    void DecodeDelta(ReadOnlyMemory<byte> bytes, Span<ReadOnlyMemory<byte>> values)
    {
        var prefixes = new long[values.Length];
        var stored = bytes.Length;
        DecodeDeltaLength(bytes[DecodeLengths(bytes, prefixes)..], values);
        var previous = ReadOnlyMemory<byte>.Empty;
        var budget = Limits.Expanded(stored);
        for (var index = 0; index < values.Length; index++)
        {
            var prefix = prefixes[index];
            if (prefix > previous.Length)
                throw new ParquetException($"value {index} repeats {prefix} bytes of one that has {previous.Length}");
            if ((budget -= prefix) < 0)
                throw new ParquetException($"{stored} bytes become more than {Limits.Expanded(stored)}");
            values[index] = previous = prefix == 0 ? values[index] : (byte[])[.. previous.Span[..(int)prefix], .. values[index].Span];
            if (fixedLength is { } length && previous.Length != length)
                throw new ParquetException($"value {index} has {previous.Length} bytes, not {length}");
        }
    }

    sealed class BytesEquality : IEqualityComparer<ReadOnlyMemory<byte>>
    {
        public bool Equals(ReadOnlyMemory<byte> x, ReadOnlyMemory<byte> y) => x.Span.SequenceEqual(y.Span);

        public int GetHashCode(ReadOnlyMemory<byte> obj)
        {
            var hash = default(HashCode);
            hash.AddBytes(obj.Span);
            return hash.ToHashCode();
        }
    }
}
