using Parquet.Thrift;

namespace Parquet.Meta;

/// <summary>Figures about the values of a column; minima and maxima are in plain encoding without length.</summary>
internal sealed class Statistics : IThriftStruct<Statistics>
{
    public long? NullCount { get; set; }

    public long? DistinctCount { get; set; }

    public byte[]? MaxValue { get; set; }

    public byte[]? MinValue { get; set; }

    public static Statistics Read(ref CompactReader reader)
    {
        var value = new Statistics();
        while (reader.NextField())
        {
            switch (reader.FieldId)
            {
                case 3:
                    value.NullCount = reader.ReadInt64();
                    break;
                case 4:
                    value.DistinctCount = reader.ReadInt64();
                    break;
                case 5:
                    value.MaxValue = reader.ReadBinary();
                    break;
                case 6:
                    value.MinValue = reader.ReadBinary();
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
        writer.Int64(3, NullCount);
        writer.Int64(4, DistinctCount);
        writer.Binary(5, MaxValue);
        writer.Binary(6, MinValue);
    }
}
