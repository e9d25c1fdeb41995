using Parquet.Thrift;

namespace Parquet.Meta;

/// <summary>A structure without fields.</summary>
internal sealed class Marker : IThriftStruct<Marker>
{
    public static Marker Read(ref CompactReader reader)
    {
        var value = new Marker();
        while (reader.NextField())
        {
            reader.Skip();
        }

        return value;
    }

    public void Write(CompactWriter writer)
    {
    }
}
