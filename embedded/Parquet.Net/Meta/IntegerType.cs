using Parquet.Thrift;

namespace Parquet.Meta;

/// <summary>The width of an integer.</summary>
internal sealed class IntegerType : IThriftStruct<IntegerType>
{
    public int BitWidth { get; set; }

    public bool IsSigned { get; set; }

    public static IntegerType Read(ref CompactReader reader)
    {
        var value = new IntegerType();
        while (reader.NextField())
        {
            switch (reader.FieldId)
            {
                case 1:
                    value.BitWidth = reader.ReadInt32();
                    break;
                case 2:
                    value.IsSigned = reader.ReadBool();
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
        writer.Int8(1, BitWidth);
        writer.Bool(2, IsSigned);
    }
}
