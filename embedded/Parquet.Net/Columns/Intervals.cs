using System.Buffers.Binary;
using Parquet.File.Values.Primitives;

namespace Parquet.Columns;

/// <summary>Spans of calendar time: three little-endian numbers of 32 bits.</summary>
internal static class Intervals
{
    public static Interval Read(ReadOnlyMemory<byte> bytes) => new(Part(bytes, 0), Part(bytes, 4), Part(bytes, 8));

    public static ReadOnlyMemory<byte> Write(Interval value)
    {
        var bytes = new byte[12];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value.Months);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), value.Days);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), value.Millis);
        return bytes;
    }

    static int Part(ReadOnlyMemory<byte> bytes, int start) => BinaryPrimitives.ReadInt32LittleEndian(bytes.Span[start..]);
}
