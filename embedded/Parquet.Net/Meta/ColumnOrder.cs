using Parquet.Thrift;

namespace Parquet.Meta;

/// <summary>How minima and maxima are ordered: as the column's type defines.</summary>
internal sealed class ColumnOrder : IThriftStruct<ColumnOrder>
{
    public Marker? TypeDefined { get; set; }

    public static ColumnOrder Read(ref CompactReader reader)
    {
        var value = new ColumnOrder();
        while (reader.NextField())
        {
            switch (reader.FieldId)
            {
                case 1:
                    value.TypeDefined = reader.ReadStruct<Marker>();
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
        writer.Struct(1, TypeDefined);
    }
}
