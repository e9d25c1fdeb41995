using Parquet.Thrift;

namespace Parquet.Meta;

/// <summary>What a stored value means: one of the properties is set.</summary>
internal sealed class LogicalType : IThriftStruct<LogicalType>
{
    public Marker? String { get; set; }

    public DecimalType? Decimal { get; set; }

    public Marker? Date { get; set; }

    public TimeType? Time { get; set; }

    public TimeType? Timestamp { get; set; }

    public IntegerType? Integer { get; set; }

    public Marker? Uuid { get; set; }

    public static LogicalType Read(ref CompactReader reader)
    {
        var value = new LogicalType();
        while (reader.NextField())
        {
            switch (reader.FieldId)
            {
                case 1:
                    value.String = reader.ReadStruct<Marker>();
                    break;
                case 5:
                    value.Decimal = reader.ReadStruct<DecimalType>();
                    break;
                case 6:
                    value.Date = reader.ReadStruct<Marker>();
                    break;
                case 7:
                    value.Time = reader.ReadStruct<TimeType>();
                    break;
                case 8:
                    value.Timestamp = reader.ReadStruct<TimeType>();
                    break;
                case 10:
                    value.Integer = reader.ReadStruct<IntegerType>();
                    break;
                case 14:
                    value.Uuid = reader.ReadStruct<Marker>();
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
        writer.Struct(1, String);
        writer.Struct(5, Decimal);
        writer.Struct(6, Date);
        writer.Struct(7, Time);
        writer.Struct(8, Timestamp);
        writer.Struct(10, Integer);
        writer.Struct(14, Uuid);
    }
}
