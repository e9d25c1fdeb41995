using Parquet.Thrift;

namespace Parquet.Meta;

/// <summary>The columns of some rows.</summary>
internal sealed class RowGroup : IThriftStruct<RowGroup>
{
    public List<ColumnChunk> Columns { get; set; } = [];

    /// <summary>Before compression.</summary>
    public long TotalByteSize { get; set; }

    public long NumRows { get; set; }

    public long? FileOffset { get; set; }

    public long? TotalCompressedSize { get; set; }

    public int? Ordinal { get; set; }

    public static RowGroup Read(ref CompactReader reader)
    {
        var value = new RowGroup();
        while (reader.NextField())
        {
            switch (reader.FieldId)
            {
                case 1:
                    value.Columns = reader.ReadStructs<ColumnChunk>();
                    break;
                case 2:
                    value.TotalByteSize = reader.ReadInt64();
                    break;
                case 3:
                    value.NumRows = reader.ReadInt64();
                    break;
                case 5:
                    value.FileOffset = reader.ReadInt64();
                    break;
                case 6:
                    value.TotalCompressedSize = reader.ReadInt64();
                    break;
                case 7:
                    value.Ordinal = reader.ReadInt32();
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
        writer.Structs(1, Columns);
        writer.Int64(2, TotalByteSize);
        writer.Int64(3, NumRows);
        writer.Int64(5, FileOffset);
        writer.Int64(6, TotalCompressedSize);
        writer.Int16(7, Ordinal);
    }
}
