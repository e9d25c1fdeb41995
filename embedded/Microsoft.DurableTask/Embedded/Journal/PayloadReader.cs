using System.Buffers.Binary;
using System.Text;

namespace Microsoft.DurableTask.Embedded.Journal;

/// <summary>Reads what <see cref="PayloadWriter"/> wrote.</summary>
/// <param name="load">Reads a payload file.</param>
internal sealed class PayloadReader(ReadOnlyMemory<byte> payload, Func<string, string>? load = null)
{
    /// <summary>Stands where the size of a text would, if a file's hash follows instead; no text is that long.</summary>
    public const ulong InFile = 1UL << 40;

    public const int HashSize = 32;

    private List<PayloadFile>? files;
    private int position;

    /// <summary>What the record names.</summary>
    public IReadOnlyList<PayloadFile> Files => files ?? (IReadOnlyList<PayloadFile>)[];

    /// <summary>Whom the part that is read is about; for messages.</summary>
    public string Subject { get; set; } = "";

    /// <summary>The kind of event that is read; for messages.</summary>
    public string Event { get; set; } = "";

    public bool AtEnd => position == payload.Length;

    public byte Byte() => Take(1)[0];

    public bool Bool() => Byte() != 0;

    public long Int()
    {
        var value = UInt();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public ulong UInt()
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = Byte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }
    }

    public DateTime Time() => new(BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long))), DateTimeKind.Utc);

    public DateTime? OptionalTime() => Bool() ? Time() : null;

    public string Text() => OptionalText() ?? throw new InvalidDataException("A text is missing.");

    public string? OptionalText()
    {
        var size = UInt();
        if (size == InFile)
            return FromFile(Convert.ToHexStringLower(Take(HashSize)));
        return size == 0 ? null : Encoding.UTF8.GetString(Take((int)size - 1));
    }

    public List<T> List<T>(Func<PayloadReader, T> read)
    {
        var count = (int)UInt();
        var values = new List<T>(count);
        for (var i = 0; i < count; i++)
            values.Add(read(this));
        return values;
    }

    private string FromFile(string name)
    {
        (files ??= []).Add(new(name, null));
        try
        {
            return load?.Invoke(name) ?? throw new InvalidDataException($"payload files cannot be read here, but '{name}' is named");
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{Event} of '{Subject}': {e.Message}", e);
        }
    }

    private ReadOnlySpan<byte> Take(int size)
    {
        if (size > payload.Length - position)
            throw new InvalidDataException($"{size} bytes expected at {position}, {payload.Length - position} left.");
        var span = payload.Span.Slice(position, size);
        position += size;
        return span;
    }
}
