using System.Buffers.Binary;
using System.Text;

namespace Microsoft.DurableTask.Embedded.Journal;

/// <summary>A growing buffer of compactly encoded values; reusable.</summary>
/// <param name="spills">Whether large texts go to files, which the record then names.</param>
internal sealed class PayloadWriter(bool spills = false)
{
    private const int UsualBytes = 1024;
    private const int MostKeptBytes = 1024 * 1024;

    private List<PayloadFile> files = [];
    private byte[] buffer = new byte[UsualBytes];

    public int Length { get; private set; }

    /// <summary>What the record must not be written before.</summary>
    public IReadOnlyList<PayloadFile> Files => files;

    public ReadOnlySpan<byte> Written => buffer.AsSpan(0, Length);

    public void Clear()
    {
        Length = 0;
        if (files.Count > 0)
            files = [];
        if (buffer.Length > MostKeptBytes)
            buffer = new byte[UsualBytes];
    }

    public void Byte(byte value) => Reserve(1)[0] = value;

    public void Bool(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void Int(long value) => UInt((ulong)((value << 1) ^ (value >> 63)));

    public void UInt(ulong value)
    {
        while (value >= 0x80)
        {
            Byte((byte)(value | 0x80));
            value >>= 7;
        }

        Byte((byte)value);
    }

    public void Time(DateTime value)
        => BinaryPrimitives.WriteInt64LittleEndian(Reserve(sizeof(long)), value.Ticks);

    public void OptionalTime(DateTime? value)
    {
        Bool(value.HasValue);
        if (value is { } time)
            Time(time);
    }

    public void Text(string? value)
    {
        if (value is null)
        {
            UInt(0);
            return;
        }

        var size = Encoding.UTF8.GetByteCount(value);
        if (spills && size > PayloadFile.MaxInRecord)
        {
            var file = PayloadFile.Of(value);
            files.Add(file);
            UInt(PayloadReader.InFile);
            Convert.FromHexString(file.Name).CopyTo(Reserve(PayloadReader.HashSize));
            return;
        }

        UInt((ulong)size + 1);
        Encoding.UTF8.GetBytes(value, Reserve(size));
    }

    public void List<T>(IReadOnlyCollection<T> values, Action<PayloadWriter, T> write)
    {
        UInt((ulong)values.Count);
        foreach (var value in values)
            write(this, value);
    }

    private Span<byte> Reserve(int size)
    {
        if (buffer.Length - Length < size)
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, Length + size));
        var span = buffer.AsSpan(Length, size);
        Length += size;
        return span;
    }
}
