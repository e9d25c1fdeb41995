using Parquet.Thrift;

namespace Parquet.Meta;

/// <summary>How one column of a row group is stored.</summary>
internal sealed class ColumnMetaData : IThriftStruct<ColumnMetaData>
{
    public PhysicalType Type { get; set; }

    public List<int> Encodings { get; set; } = [];

    public List<string> PathInSchema { get; set; } = [];

    public CompressionCodec Codec { get; set; }

    /// <summary>Nulls included.</summary>
    public long NumValues { get; set; }

    public long TotalUncompressedSize { get; set; }

    /// <summary>Page headers included.</summary>
    public long TotalCompressedSize { get; set; }

    public List<KeyValue>? KeyValueMetadata { get; set; }

    public long DataPageOffset { get; set; }

    public long? DictionaryPageOffset { get; set; }

    public Statistics? Statistics { get; set; }

    public static ColumnMetaData Read(ref CompactReader reader)
    {
        var value = new ColumnMetaData();
        while (reader.NextField())
        {
            switch (reader.FieldId)
            {
                case 1:
                    value.Type = (PhysicalType)reader.ReadInt32();
                    break;
                case 2:
                    value.Encodings = reader.ReadInt32s();
                    break;
                case 3:
                    value.PathInSchema = reader.ReadTexts();
                    break;
                case 4:
                    value.Codec = (CompressionCodec)reader.ReadInt32();
                    break;
                case 5:
                    value.NumValues = reader.ReadInt64();
                    break;
                case 6:
                    value.TotalUncompressedSize = reader.ReadInt64();
                    break;
                case 7:
                    value.TotalCompressedSize = reader.ReadInt64();
                    break;
                case 8:
                    value.KeyValueMetadata = reader.ReadStructs<KeyValue>();
                    break;
                case 9:
                    value.DataPageOffset = reader.ReadInt64();
                    break;
                case 11:
                    value.DictionaryPageOffset = reader.ReadInt64();
                    break;
                case 12:
                    value.Statistics = reader.ReadStruct<Statistics>();
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
        writer.Int32(1, (int?)Type);
        writer.Int32s(2, Encodings);
        writer.Texts(3, PathInSchema);
        writer.Int32(4, (int?)Codec);
        writer.Int64(5, NumValues);
        writer.Int64(6, TotalUncompressedSize);
        writer.Int64(7, TotalCompressedSize);
        writer.Structs(8, KeyValueMetadata);
        writer.Int64(9, DataPageOffset);
        writer.Int64(11, DictionaryPageOffset);
        writer.Struct(12, Statistics);
    }
}
