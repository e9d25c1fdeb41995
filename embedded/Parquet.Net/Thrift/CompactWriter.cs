using System.Buffers;
using System.Text;

namespace Parquet.Thrift;

/// <summary>Writes Thrift's compact protocol. Fields that are null are left out.</summary>
internal sealed class CompactWriter(IBufferWriter<byte> output)
{
    int lastField;

    /// <summary>Writes a whole structure at the top of a message.</summary>
    public static void Write<TStruct>(IBufferWriter<byte> output, TStruct value)
        where TStruct : IThriftStruct<TStruct> =>
        new CompactWriter(output).WriteBody(value);

    public void Bool(int id, bool? value)
    {
        if (value is { } flag)
            Head(id, flag ? CompactType.True : CompactType.False);
    }

    public void Int8(int id, int? value)
    {
        if (value is not { } number)
            return;
        Head(id, CompactType.Byte);
        Byte(unchecked((byte)number));
    }

    public void Int16(int id, int? value) => Number(id, CompactType.I16, value);

    public void Int32(int id, int? value) => Number(id, CompactType.I32, value);

    public void Int64(int id, long? value) => Number(id, CompactType.I64, value);

    public void Text(int id, string? value) => Binary(id, value is null ? null : Encoding.UTF8.GetBytes(value));

    public void Binary(int id, byte[]? value)
    {
        if (value is null)
            return;
        Head(id, CompactType.Binary);
        Bytes(value);
    }

    public void Struct<TStruct>(int id, TStruct? value)
        where TStruct : class, IThriftStruct<TStruct>
    {
        if (value is null)
            return;
        Head(id, CompactType.Struct);
        Nested(value);
    }

    public void Structs<TStruct>(int id, List<TStruct>? values)
        where TStruct : IThriftStruct<TStruct>
    {
        if (values is null)
            return;
        ListHead(id, CompactType.Struct, values.Count);
        foreach (var value in values)
            Nested(value);
    }

    public void Int32s(int id, List<int> values)
    {
        ListHead(id, CompactType.I32, values.Count);
        foreach (var value in values)
            Number(Varint.ZigZag(value));
    }

    public void Texts(int id, List<string> values)
    {
        ListHead(id, CompactType.Binary, values.Count);
        foreach (var value in values)
            Bytes(Encoding.UTF8.GetBytes(value));
    }

    void Nested<TStruct>(TStruct value)
        where TStruct : IThriftStruct<TStruct>
    {
        var outer = lastField;
        lastField = 0;
        WriteBody(value);
        lastField = outer;
    }

    void WriteBody<TStruct>(TStruct value)
        where TStruct : IThriftStruct<TStruct>
    {
        value.Write(this);
        Byte((byte)CompactType.Stop);
    }

    void Number(int id, CompactType type, long? value)
    {
        if (value is not { } number)
            return;
        Head(id, type);
        Number(Varint.ZigZag(number));
    }

    void Head(int id, CompactType type)
    {
        Byte((byte)(((id - lastField) << 4) | (int)type));
        lastField = id;
    }

    void ListHead(int id, CompactType element, int count)
    {
        Head(id, CompactType.List);
        if (count < 15)
        {
            Byte((byte)((count << 4) | (int)element));
            return;
        }

        Byte((byte)(0xF0 | (int)element));
        Number((ulong)count);
    }

    void Bytes(byte[] value)
    {
        Number((ulong)value.Length);
        output.Write(value);
    }

    void Number(ulong value)
    {
        var length = Varint.Write(output.GetSpan(10), value);
        output.Advance(length);
    }

    void Byte(byte value)
    {
        output.GetSpan(1)[0] = value;
        output.Advance(1);
    }
}
