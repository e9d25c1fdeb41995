using Parquet.Thrift;

namespace Parquet.Meta;

/// <summary>A page of values, levels compressed with them.</summary>
internal sealed class DataPageHeader : IThriftStruct<DataPageHeader>
{
    /// <summary>Nulls included.</summary>
    public int NumValues { get; set; }

    public PageEncoding Encoding { get; set; }

    public PageEncoding DefinitionLevelEncoding { get; set; }

    public PageEncoding RepetitionLevelEncoding { get; set; }

    public static DataPageHeader Read(ref CompactReader reader)
    {
        var value = new DataPageHeader();
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
                case 3:
                    value.DefinitionLevelEncoding = (PageEncoding)reader.ReadInt32();
                    break;
                case 4:
                    value.RepetitionLevelEncoding = (PageEncoding)reader.ReadInt32();
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
        writer.Int32(3, (int?)DefinitionLevelEncoding);
        writer.Int32(4, (int?)RepetitionLevelEncoding);
    }
}
