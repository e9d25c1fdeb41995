using System.Buffers;
using Parquet.Thrift;

namespace Parquet.Encodings;

/// <summary>Writes the hybrid of runs and bit-packed groups.</summary>
internal static class RleEncoder
{
    const int Group = 8;

    /// <summary>Writes numbers of <paramref name="width"/> bits: repeated ones as runs, others in groups of eight.</summary>
    public static void Encode(IBufferWriter<byte> output, ReadOnlySpan<int> values, int width)
    {
        var literals = 0;
        var at = 0;
        while (at < values.Length)
        {
            var run = RunLength(values[at..]);
            // Literals come in whole groups: the start of the run may have to fill up the last one.
            var padding = (Group - (at - literals) % Group) % Group;
            if (run - padding < Group)
            {
                at += run;
                continue;
            }

            Literals(output, values[literals..(at + padding)], width);
            Run(output, run - padding, values[at], width);
            at = literals = at + run;
        }

        Literals(output, values[literals..], width);
    }

    static int RunLength(ReadOnlySpan<int> values)
    {
        var end = values.IndexOfAnyExcept(values[0]);
        return end < 0 ? values.Length : end;
    }

    static void Run(IBufferWriter<byte> output, int count, int value, int width)
    {
        Head(output, (ulong)count << 1);
        for (var bits = 0; bits < width; bits += 8)
            output.Write([(byte)(value >> bits)]);
    }

    static void Literals(IBufferWriter<byte> output, ReadOnlySpan<int> values, int width)
    {
        if (values.IsEmpty)
            return;
        var groups = (values.Length + Group - 1) / Group;
        var padded = new ulong[groups * Group];
        for (var index = 0; index < values.Length; index++)
            padded[index] = (uint)values[index];
        Head(output, ((ulong)groups << 1) | 1);
        BitPacker.Write(output, padded, width);
    }

    static void Head(IBufferWriter<byte> output, ulong value)
    {
        var length = Varint.Write(output.GetSpan(10), value);
        output.Advance(length);
    }
}
