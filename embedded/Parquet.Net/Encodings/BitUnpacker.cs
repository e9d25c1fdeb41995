using System.Buffers.Binary;

namespace Parquet.Encodings;

/// <summary>Numbers of a fixed width in bits, lowest bit first, without gaps.</summary>
internal static class BitUnpacker
{
    /// <summary>The bytes that <paramref name="count"/> numbers take.</summary>
    public static long Length(long count, int width) => (count * width + 7) / 8;

    /// <summary>The number at an index; <paramref name="width"/> is 1 to 64, and the bytes hold the number.</summary>
    public static ulong Read(ReadOnlySpan<byte> bytes, int index, int width)
    {
        var bit = (long)index * width;
        var first = (int)(bit >> 3);
        var shift = (int)(bit & 7);
        ulong value;
        if (first + 8 <= bytes.Length)
        {
            value = BinaryPrimitives.ReadUInt64LittleEndian(bytes[first..]) >> shift;
            if (shift + width > 64)
                value |= (ulong)bytes[first + 8] << (64 - shift);
        }
        else
        {
            value = 0;
            for (var at = bytes.Length - 1; at >= first; at--)
                value = (value << 8) | bytes[at];
            value >>= shift;
        }

        return width == 64 ? value : value & ((1UL << width) - 1);
    }
}
