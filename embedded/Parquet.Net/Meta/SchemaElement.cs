using Parquet.Thrift;

namespace Parquet.Meta;

/// <summary>A field of the schema.</summary>
internal sealed class SchemaElement : IThriftStruct<SchemaElement>
{
    /// <summary>Null for groups.</summary>
    public PhysicalType? Type { get; set; }

    public int? TypeLength { get; set; }

    public Repetition? Repetition { get; set; }

    public string Name { get; set; } = "";

    public int? NumChildren { get; set; }

    public ConvertedType? ConvertedType { get; set; }

    public int? Scale { get; set; }

    public int? Precision { get; set; }

    public LogicalType? LogicalType { get; set; }

    public static SchemaElement Read(ref CompactReader reader)
    {
        var value = new SchemaElement();
        while (reader.NextField())
        {
            switch (reader.FieldId)
            {
                case 1:
                    value.Type = (PhysicalType)reader.ReadInt32();
                    break;
                case 2:
                    value.TypeLength = reader.ReadInt32();
                    break;
                case 3:
                    value.Repetition = (Repetition)reader.ReadInt32();
                    break;
                case 4:
                    value.Name = reader.ReadText();
                    break;
                case 5:
                    value.NumChildren = reader.ReadInt32();
                    break;
                case 6:
                    value.ConvertedType = (ConvertedType)reader.ReadInt32();
                    break;
                case 7:
                    value.Scale = reader.ReadInt32();
                    break;
                case 8:
                    value.Precision = reader.ReadInt32();
                    break;
                case 10:
                    value.LogicalType = reader.ReadStruct<LogicalType>();
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
        writer.Int32(2, TypeLength);
        writer.Int32(3, (int?)Repetition);
        writer.Text(4, Name);
        writer.Int32(5, NumChildren);
        writer.Int32(6, (int?)ConvertedType);
        writer.Int32(7, Scale);
        writer.Int32(8, Precision);
        writer.Struct(10, LogicalType);
    }
}
