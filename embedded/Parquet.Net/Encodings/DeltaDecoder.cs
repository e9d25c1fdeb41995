using Parquet.Thrift;

namespace Parquet.Encodings;

/// <summary>Integers stored as differences in bit-packed blocks.</summary>
internal static class DeltaDecoder
{
    /// <summary>Fills <paramref name="values"/> and returns the bytes that it took.</summary>
    /// <exception cref="ParquetException">The bytes are malformed, or hold another number of integers.</exception>
    public static int Decode(ReadOnlySpan<byte> bytes, Span<long> values)
    {
        var left = bytes;
        var blockSize = Number(ref left);
        var miniBlocks = Number(ref left);
        var count = Number(ref left);
        var value = Signed(ref left);
        if (miniBlocks == 0 || miniBlocks > (ulong)bytes.Length || blockSize > int.MaxValue || blockSize % miniBlocks != 0 || blockSize / miniBlocks % 8 != 0 || blockSize == 0)
            throw new ParquetException($"differences come in blocks of {blockSize} values with {miniBlocks} parts");
        if (count != (ulong)values.Length)
            throw new ParquetException($"{values.Length} integers are wanted where {count} are stored");
        if (values.IsEmpty)
            return bytes.Length - left.Length;
        values[0] = value;
        values = values[1..];
        var miniBlock = (int)(blockSize / miniBlocks);
        while (!values.IsEmpty)
            values = Block(ref left, (int)miniBlocks, miniBlock, ref value, values);
        return bytes.Length - left.Length;
    }

    static Span<long> Block(scoped ref ReadOnlySpan<byte> left, int miniBlocks, int miniBlock, scoped ref long value, Span<long> values)
    {
        var smallest = Signed(ref left);
        if (miniBlocks > left.Length)
            throw new ParquetException("the widths of a block of differences are cut off");
        var widths = left[..miniBlocks];
        left = left[miniBlocks..];
        // Parts behind the last value have a width but no bytes.
        for (var index = 0; index < miniBlocks && !values.IsEmpty; index++)
        {
            var width = widths[index];
            var taken = Math.Min(miniBlock, values.Length);
            if (width > 64)
                throw new ParquetException($"differences have {width} bits");
            if (BitUnpacker.Length(taken, width) > left.Length)
                throw new ParquetException($"{taken} differences of {width} bits are wanted where {left.Length} bytes are left");
            Add(left, width, smallest, ref value, values[..taken]);
            left = left[(int)Math.Min(BitUnpacker.Length(miniBlock, width), left.Length)..];
            values = values[taken..];
        }

        return values;
    }

    static void Add(ReadOnlySpan<byte> packed, int width, long smallest, ref long value, Span<long> values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            var difference = width == 0 ? 0 : BitUnpacker.Read(packed, index, width);
            values[index] = value = unchecked(value + smallest + (long)difference);
        }
    }

    static ulong Number(ref ReadOnlySpan<byte> left)
    {
        if (!Varint.TryRead(left, out var value, out var length))
            throw new ParquetException("the head of a block of differences is cut off");
        left = left[length..];
        return value;
    }

    static long Signed(ref ReadOnlySpan<byte> left)
    {
        var value = Number(ref left);
        return (long)(value >> 1) ^ -(long)(value & 1);
    }
}
