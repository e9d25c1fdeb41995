using System.Buffers;
using Parquet.Thrift;

namespace Parquet.Encodings;

/// <summary>Writes integers as differences in bit-packed blocks of 128 values with four parts.</summary>
internal static class DeltaEncoder
{
    const int MiniBlocks = 4;
    const int MiniBlock = 32;

    /// <summary>Writes integers. With <paramref name="is32Bit"/> differences wrap at 32 bits, so that none needs more.</summary>
    public static void Encode(IBufferWriter<byte> output, ReadOnlySpan<long> values, bool is32Bit)
    {
        Number(output, MiniBlocks * MiniBlock);
        Number(output, MiniBlocks);
        Number(output, (ulong)values.Length);
        Number(output, Varint.ZigZag(values.IsEmpty ? 0 : values[0]));
        var differences = new long[MiniBlocks * MiniBlock];
        for (var start = 1; start < values.Length; start += differences.Length)
        {
            var count = Math.Min(differences.Length, values.Length - start);
            for (var index = 0; index < count; index++)
            {
                var difference = unchecked(values[start + index] - values[start + index - 1]);
                differences[index] = is32Bit ? unchecked((int)difference) : difference;
            }

            Block(output, differences.AsSpan(0, count));
        }
    }

    static void Block(IBufferWriter<byte> output, ReadOnlySpan<long> differences)
    {
        var smallest = long.MaxValue;
        foreach (var difference in differences)
            smallest = Math.Min(smallest, difference);
        Span<ulong> packed = stackalloc ulong[MiniBlocks * MiniBlock];
        packed.Clear();
        for (var index = 0; index < differences.Length; index++)
            packed[index] = unchecked((ulong)(differences[index] - smallest));
        Number(output, Varint.ZigZag(smallest));
        Span<byte> widths = stackalloc byte[MiniBlocks];
        for (var index = 0; index < MiniBlocks; index++)
            widths[index] = Width(packed.Slice(index * MiniBlock, MiniBlock));
        output.Write(widths);
        for (var index = 0; index * MiniBlock < differences.Length; index++)
            BitPacker.Write(output, packed.Slice(index * MiniBlock, MiniBlock), widths[index]);
    }

    static byte Width(ReadOnlySpan<ulong> values)
    {
        ulong all = 0;
        foreach (var value in values)
            all |= value;
        return (byte)BitPacker.Width(all);
    }

    static void Number(IBufferWriter<byte> output, ulong value)
    {
        var length = Varint.Write(output.GetSpan(10), value);
        output.Advance(length);
    }
}
