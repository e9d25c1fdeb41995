using System.Buffers;
using System.Buffers.Binary;

namespace Parquet.Encodings;

/// <summary>For each row of a nullable column, whether it has a value: runs of single bits.</summary>
internal static class LevelEncoding
{
    const int Width = 1;

    /// <summary>Reads levels that fill all the bytes.</summary>
    public static void Read(ReadOnlySpan<byte> bytes, Span<int> levels)
    {
        RleDecoder.Decode(bytes, Width, levels);
        // A run has a whole byte for its number.
        var index = levels.IndexOfAnyExceptInRange(0, 1);
        if (index >= 0)
            throw new ParquetException($"row {index} of a page has definition level {(uint)levels[index]} where 1 is the highest");
    }

    /// <summary>Writes levels behind their length in bytes.</summary>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<int> levels)
    {
        var runs = new ArrayBufferWriter<byte>();
        RleEncoder.Encode(runs, levels, Width);
        BinaryPrimitives.WriteInt32LittleEndian(output.GetSpan(4), runs.WrittenCount);
        output.Advance(4);
        output.Write(runs.WrittenSpan);
    }
}
