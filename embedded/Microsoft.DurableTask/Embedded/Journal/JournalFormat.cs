using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Microsoft.DurableTask.Embedded.Journal;

/// <summary>
/// The file format. A segment is a header and then records. A record's header says its length, a CRC-32C over everything after
/// the CRC, its position, and the position of the first record that was written together with it: that tells a torn tail, which
/// nobody was promised, from damage to what was durable. Whatever changes a byte of what the codecs write, of a segment or of a
/// record, gets the next format number; a journal of another number is refused whole.
/// </summary>
internal static class JournalFormat
{
    public const int SegmentHeaderSize = 16;
    public const int RecordHeaderSize = 24;
    public const int MaxPayload = 1 << 30;

    /// <summary>Which a segment's header states, of everything in the segment.</summary>
    public const uint FormatNumber = 1;

    private const uint Magic = 0x314A_5444;
    private const int CrcEnd = 8;

    public static byte[] SegmentHeader(int segment, uint format = FormatNumber)
    {
        var header = new byte[SegmentHeaderSize];
        BinaryPrimitives.WriteUInt32LittleEndian(header, Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), format);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), segment);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(12), Crc(header.AsSpan(0, 12)));
        return header;
    }

    /// <summary>The format number of a segment, whatever it is; null where no whole, undamaged header begins the data.</summary>
    public static uint? FormatOf(ReadOnlySpan<byte> data, int segment)
    {
        if (data.Length < SegmentHeaderSize)
            return null;
        var format = BinaryPrimitives.ReadUInt32LittleEndian(data[4..]);
        return data[..SegmentHeaderSize].SequenceEqual(SegmentHeader(segment, format)) ? format : null;
    }

    public static void WriteRecord(Span<byte> target, ReadOnlySpan<byte> payload, long position, long batchStart)
    {
        BinaryPrimitives.WriteInt32LittleEndian(target, payload.Length);
        BinaryPrimitives.WriteInt64LittleEndian(target[8..], position);
        BinaryPrimitives.WriteInt64LittleEndian(target[16..], batchStart);
        payload.CopyTo(target[RecordHeaderSize..]);
        BinaryPrimitives.WriteUInt32LittleEndian(target[4..], Crc(target.Slice(CrcEnd, RecordHeaderSize - CrcEnd + payload.Length)));
    }

    /// <summary>Whether a whole, undamaged record begins the data.</summary>
    public static bool TryReadRecord(ReadOnlySpan<byte> data, out RecordHeader header)
    {
        header = default;
        if (data.Length < RecordHeaderSize)
            return false;
        var length = BinaryPrimitives.ReadInt32LittleEndian(data);
        if (length is < 0 or > MaxPayload || length > data.Length - RecordHeaderSize)
            return false;
        if (BinaryPrimitives.ReadUInt32LittleEndian(data[4..]) != Crc(data.Slice(CrcEnd, RecordHeaderSize - CrcEnd + length)))
            return false;
        header = new(length, BinaryPrimitives.ReadInt64LittleEndian(data[8..]), BinaryPrimitives.ReadInt64LittleEndian(data[16..]));
        return header.Position > 0 && header.BatchStart > 0 && header.BatchStart <= header.Position;
    }

    public static uint Crc(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        var words = MemoryMarshal.Cast<byte, ulong>(data);
        foreach (var word in words)
            crc = BitOperations.Crc32C(crc, word);
        foreach (var value in data[(words.Length * sizeof(ulong))..])
            crc = BitOperations.Crc32C(crc, value);
        return ~crc;
    }

    internal readonly record struct RecordHeader(int PayloadLength, long Position, long BatchStart)
    {
        public int RecordLength => RecordHeaderSize + PayloadLength;
    }
}
