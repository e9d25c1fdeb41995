using System.Text;

namespace Parquet.Thrift;

/// <summary>
/// Reads Thrift's compact protocol from bytes that nobody vouches for: every length is checked against what is left, wire types
/// against what is asked for, and nesting is limited.
/// </summary>
/// <exception cref="ParquetException">From every member: the bytes are malformed; the message names the offset.</exception>
internal ref struct CompactReader(ReadOnlySpan<byte> bytes)
{
    const int MaxDepth = 16;

    readonly ReadOnlySpan<byte> bytes = bytes;
    CompactType type = CompactType.Struct;
    int depth;

    /// <summary>The number of bytes read.</summary>
    public int Position { get; private set; }

    /// <summary>The id of the field that <see cref="NextField"/> came to.</summary>
    public int FieldId { get; private set; }

    /// <summary>Goes on to the next field of the structure; false at its end.</summary>
    public bool NextField()
    {
        var head = ReadByte();
        type = (CompactType)(head & 15);
        if (type == CompactType.Stop)
            return false;
        if (type > CompactType.Struct)
            throw Malformed($"unknown wire type {(int)type}");
        FieldId = head >> 4 == 0 ? (int)ReadZigZag() : FieldId + (head >> 4);
        return true;
    }

    public bool ReadBool()
    {
        if (type is not (CompactType.True or CompactType.False))
            throw Unexpected("a boolean");
        return type == CompactType.True;
    }

    public int ReadInt32()
    {
        if (type is CompactType.Byte)
            return (sbyte)ReadByte();
        if (type is not (CompactType.I16 or CompactType.I32))
            throw Unexpected("a 32-bit integer");
        var value = ReadZigZag();
        return value == (int)value ? (int)value : throw Malformed($"{value} is no 32-bit integer");
    }

    public long ReadInt64()
    {
        if (type is not CompactType.I64)
            throw Unexpected("a 64-bit integer");
        return ReadZigZag();
    }

    public byte[] ReadBinary() => ReadBytes().ToArray();

    public string ReadText() => Encoding.UTF8.GetString(ReadBytes());

    public TStruct ReadStruct<TStruct>()
        where TStruct : IThriftStruct<TStruct>
    {
        if (type != CompactType.Struct)
            throw Unexpected("a structure");
        var outer = FieldId;
        Enter();
        FieldId = 0;
        var value = TStruct.Read(ref this);
        depth--;
        FieldId = outer;
        return value;
    }

    public List<TStruct> ReadStructs<TStruct>()
        where TStruct : IThriftStruct<TStruct>
    {
        var count = ReadListHead();
        var list = new List<TStruct>();
        for (var index = 0; index < count; index++)
        {
            type = CompactType.Struct;
            list.Add(ReadStruct<TStruct>());
        }

        return list;
    }

    public List<int> ReadInt32s()
    {
        var count = ReadListHead();
        var element = type;
        var list = new List<int>();
        for (var index = 0; index < count; index++)
        {
            type = element;
            list.Add(ReadInt32());
        }

        return list;
    }

    public List<string> ReadTexts()
    {
        var count = ReadListHead();
        var element = type;
        var list = new List<string>();
        for (var index = 0; index < count; index++)
        {
            type = element;
            list.Add(ReadText());
        }

        return list;
    }

    /// <summary>Passes over the value of the field, whatever it is.</summary>
    public void Skip()
    {
        switch (type)
        {
            case CompactType.Byte:
                ReadByte();
                break;
            case CompactType.I16 or CompactType.I32 or CompactType.I64:
                ReadVarint();
                break;
            case CompactType.Double:
                Take(8);
                break;
            case CompactType.Binary:
                ReadBytes();
                break;
            case CompactType.Struct:
                SkipStruct();
                break;
            case CompactType.List or CompactType.Set:
                SkipElements(ReadListHead(), type, null);
                break;
            case CompactType.Map:
                SkipMap();
                break;
        }
    }

    void SkipStruct()
    {
        var outer = FieldId;
        Enter();
        FieldId = 0;
        while (NextField())
            Skip();
        depth--;
        FieldId = outer;
    }

    void SkipMap()
    {
        var count = CheckCount(ReadVarint());
        if (count == 0)
            return;
        var types = ReadByte();
        SkipElements(count, (CompactType)(types >> 4), (CompactType)(types & 15));
    }

    void SkipElements(int count, CompactType element, CompactType? second)
    {
        Enter();
        for (var index = 0; index < count; index++)
        {
            SkipElement(element);
            if (second is { } value)
                SkipElement(value);
        }

        depth--;
    }

    void SkipElement(CompactType element)
    {
        if (element is CompactType.Stop or > CompactType.Struct)
            throw Malformed($"unknown wire type {(int)element}");
        // A boolean of a list has a byte of its own.
        type = element is CompactType.True or CompactType.False ? CompactType.Byte : element;
        Skip();
    }

    int ReadListHead()
    {
        if (type is not (CompactType.List or CompactType.Set))
            throw Unexpected("a list");
        var head = ReadByte();
        type = (CompactType)(head & 15);
        return CheckCount(head >> 4 == 15 ? ReadVarint() : (ulong)(head >> 4));
    }

    // Every element takes at least one byte.
    readonly int CheckCount(ulong count) =>
        count <= (ulong)(bytes.Length - Position) ? (int)count : throw Malformed($"{count} elements do not fit into what is left");

    ReadOnlySpan<byte> ReadBytes()
    {
        if (type != CompactType.Binary)
            throw Unexpected("bytes");
        return Take(ReadVarint());
    }

    ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)(bytes.Length - Position))
            throw Malformed($"{count} bytes are wanted where {bytes.Length - Position} are left");
        var taken = bytes.Slice(Position, (int)count);
        Position += (int)count;
        return taken;
    }

    byte ReadByte() => Take(1)[0];

    long ReadZigZag()
    {
        var value = ReadVarint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    ulong ReadVarint()
    {
        if (!Varint.TryRead(bytes[Position..], out var value, out var length))
            throw Malformed("a number does not end");
        Position += length;
        return value;
    }

    void Enter()
    {
        if (++depth > MaxDepth)
            throw Malformed($"structures are nested deeper than {MaxDepth}");
    }

    readonly ParquetException Unexpected(string wanted) => Malformed($"field {FieldId} is of wire type {type}, not {wanted}");

    readonly ParquetException Malformed(string what) => new($"metadata is malformed at its byte {Position}: {what}");
}
