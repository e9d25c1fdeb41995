using Parquet.Thrift;

namespace Parquet.Meta;

/// <summary>Where one column of a row group is.</summary>
internal sealed class ColumnChunk : IThriftStruct<ColumnChunk>
{
    /// <summary>Set where the column lies in another file.</summary>
    public string? FilePath { get; set; }

    public long FileOffset { get; set; }

    public ColumnMetaData? MetaData { get; set; }

    public static ColumnChunk Read(ref CompactReader reader)
    {
        var value = new ColumnChunk();
        while (reader.NextField())
        {
            switch (reader.FieldId)
            {
                case 1:
                    value.FilePath = reader.ReadText();
                    break;
                case 2:
                    value.FileOffset = reader.ReadInt64();
                    break;
                case 3:
                    value.MetaData = reader.ReadStruct<ColumnMetaData>();
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
        writer.Text(1, FilePath);
        writer.Int64(2, FileOffset);
        writer.Struct(3, MetaData);
    }
}
