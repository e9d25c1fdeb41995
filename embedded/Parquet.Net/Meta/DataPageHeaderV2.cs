using Parquet.Thrift;

namespace Parquet.Meta;

/// <summary>A page of values, levels before them and not compressed.</summary>
internal sealed class DataPageHeaderV2 : IThriftStruct<DataPageHeaderV2>
{
    /// <summary>Nulls included.</summary>
    public int NumValues { get; set; }

    public int NumNulls { get; set; }

    public int NumRows { get; set; }

    public PageEncoding Encoding { get; set; }

    public int DefinitionLevelsLength { get; set; }

    public int RepetitionLevelsLength { get; set; }

    public bool IsCompressed { get; set; } = true;

    public static DataPageHeaderV2 Read(ref CompactReader reader)
    {
        var value = new DataPageHeaderV2();
        while (reader.NextField())
        {
            switch (reader.FieldId)
            {
                case 1:
                    value.NumValues = reader.ReadInt32();
                    break;
                case 2:
                    value.NumNulls = reader.ReadInt32();
                    break;
                case 3:
                    value.NumRows = reader.ReadInt32();
                    break;
                case 4:
                    value.Encoding = (PageEncoding)reader.ReadInt32();
                    break;
                case 5:
                    value.DefinitionLevelsLength = reader.ReadInt32();
                    break;
                case 6:
                    value.RepetitionLevelsLength = reader.ReadInt32();
                    break;
                case 7:
                    value.IsCompressed = reader.ReadBool();
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
        writer.Int32(2, NumNulls);
        writer.Int32(3, NumRows);
        writer.Int32(4, (int?)Encoding);
        writer.Int32(5, DefinitionLevelsLength);
        writer.Int32(6, RepetitionLevelsLength);
        writer.Bool(7, IsCompressed);
    }
}
