using Parquet.Thrift;

namespace Parquet.Meta;

/// <summary>A page of distinct values.</summary>
internal sealed class DictionaryPageHeader : IThriftStruct<DictionaryPageHeader>
{
    public int NumValues { get; set; }

    public PageEncoding Encoding { get; set; }

    public static DictionaryPageHeader Read(ref CompactReader reader)
    {
        var value = new DictionaryPageHeader();
        while (reader.NextField())
        {
            switch (reader.FieldId)
            {
                case 1:
                    value.NumValues = reader.ReadInt32();
                    break;
                case 2:
                    value.Encoding = (PageEncoding)reader.ReadInt32();
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
        writer.Int32(1, NumValues);
        writer.Int32(2, (int?)Encoding);
    }
}
