using Parquet.Thrift;

namespace Parquet.Meta;

/// <summary>The unit of a time or timestamp.</summary>
internal sealed class TimeType : IThriftStruct<TimeType>
{
    public bool IsAdjustedToUtc { get; set; }

    public TimeUnit? Unit { get; set; }

    public static TimeType Read(ref CompactReader reader)
    {
        var value = new TimeType();
        while (reader.NextField())
        {
            switch (reader.FieldId)
            {
                case 1:
                    value.IsAdjustedToUtc = reader.ReadBool();
                    break;
                case 2:
                    value.Unit = reader.ReadStruct<TimeUnit>();
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
        writer.Bool(1, IsAdjustedToUtc);
        writer.Struct(2, Unit);
    }
}
