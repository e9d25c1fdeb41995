using System.Buffers;
using System.Numerics;

namespace Parquet.Encodings;

/// <summary>Writes numbers of a fixed width in bits, lowest bit first, without gaps.</summary>
internal static class BitPacker
{
    /// <summary>The bits that numbers up to <paramref name="max"/> need.</summary>
    public static int Width(ulong max) => 64 - BitOperations.LeadingZeroCount(max);

    /// <summary>Writes numbers; what is missing to a whole byte is zero.</summary>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<ulong> values, int width)
    {
        UInt128 pending = 0;
        var bits = 0;
        foreach (var value in values)
        {
            pending |= (UInt128)value << bits;
            for (bits += width; bits >= 8; bits -= 8, pending >>= 8)
                Write(output, (byte)pending);
        }

        if (bits > 0)
            Write(output, (byte)pending);
    }

    static void Write(IBufferWriter<byte> output, byte value)
    {
        output.GetSpan(1)[0] = value;
        output.Advance(1);
    }
}
