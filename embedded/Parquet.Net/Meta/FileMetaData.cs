using Parquet.Thrift;

namespace Parquet.Meta;

/// <summary>The footer of a file.</summary>
internal sealed class FileMetaData : IThriftStruct<FileMetaData>
{
    public int Version { get; set; }

    /// <summary>The tree of fields, parents before children, the root first.</summary>
    public List<SchemaElement> Schema { get; set; } = [];

    public long NumRows { get; set; }

    public List<RowGroup> RowGroups { get; set; } = [];

    public List<KeyValue>? KeyValueMetadata { get; set; }

    public string? CreatedBy { get; set; }

    /// <summary>How minima and maxima are ordered, for each column.</summary>
    public List<ColumnOrder>? ColumnOrders { get; set; }

    public static FileMetaData Read(ref CompactReader reader)
    {
        var value = new FileMetaData();
        while (reader.NextField())
        {
            switch (reader.FieldId)
            {
                case 1:
                    value.Version = reader.ReadInt32();
                    break;
                case 2:
                    value.Schema = reader.ReadStructs<SchemaElement>();
                    break;
                case 3:
                    value.NumRows = reader.ReadInt64();
                    break;
                case 4:
                    value.RowGroups = reader.ReadStructs<RowGroup>();
                    break;
                case 5:
                    value.KeyValueMetadata = reader.ReadStructs<KeyValue>();
                    break;
                case 6:
                    value.CreatedBy = reader.ReadText();
                    break;
                case 7:
                    value.ColumnOrders = reader.ReadStructs<ColumnOrder>();
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
        writer.Int32(1, Version);
        writer.Structs(2, Schema);
        writer.Int64(3, NumRows);
        writer.Structs(4, RowGroups);
        writer.Structs(5, KeyValueMetadata);
        writer.Text(6, CreatedBy);
        writer.Structs(7, ColumnOrders);
    }
}
