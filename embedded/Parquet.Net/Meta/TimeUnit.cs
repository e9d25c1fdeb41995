using Parquet.Thrift;

namespace Parquet.Meta;

/// <summary>A unit of time: one of the properties is set.</summary>
internal sealed class TimeUnit : IThriftStruct<TimeUnit>
{
    public Marker? Millis { get; set; }

    public Marker? Micros { get; set; }

    public Marker? Nanos { get; set; }

    public static TimeUnit Read(ref CompactReader reader)
    {
        var value = new TimeUnit();
        while (reader.NextField())
        {
            switch (reader.FieldId)
            {
                case 1:
                    value.Millis = reader.ReadStruct<Marker>();
                    break;
                case 2:
                    value.Micros = reader.ReadStruct<Marker>();
                    break;
                case 3:
                    value.Nanos = reader.ReadStruct<Marker>();
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
        writer.Struct(1, Millis);
        writer.Struct(2, Micros);
        writer.Struct(3, Nanos);
    }
}
