using Parquet.Thrift;

namespace Parquet.Meta;

/// <summary>The digits of a decimal.</summary>
internal sealed class DecimalType : IThriftStruct<DecimalType>
{
    public int Scale { get; set; }

    public int Precision { get; set; }

    public static DecimalType Read(ref CompactReader reader)
    {
        var value = new DecimalType();
        while (reader.NextField())
        {
            switch (reader.FieldId)
            {
                case 1:
                    value.Scale = reader.ReadInt32();
                    break;
                case 2:
                    value.Precision = reader.ReadInt32();
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
        writer.Int32(1, Scale);
        writer.Int32(2, Precision);
    }
}
