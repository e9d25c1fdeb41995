using Parquet.Thrift;

namespace Parquet.Meta;

/// <summary>A pair of custom metadata.</summary>
internal sealed class KeyValue : IThriftStruct<KeyValue>
{
    public string Key { get; set; } = "";

    public string? Value { get; set; }

    public static KeyValue Read(ref CompactReader reader)
    {
        var value = new KeyValue();
        while (reader.NextField())
        {
            switch (reader.FieldId)
            {
                case 1:
                    value.Key = reader.ReadText();
                    break;
                case 2:
                    value.Value = reader.ReadText();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return value;
    }

    public void Write(CompactWriter writer)
    {
        writer.Text(1, Key);
        writer.Text(2, Value);
    }
}
