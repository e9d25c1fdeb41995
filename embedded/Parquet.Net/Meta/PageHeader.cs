using Parquet.Thrift;

namespace Parquet.Meta;

/// <summary>What stands before a page.</summary>
internal sealed class PageHeader : IThriftStruct<PageHeader>
{
    public PageType Type { get; set; }

    public int UncompressedPageSize { get; set; }

    public int CompressedPageSize { get; set; }

    public DataPageHeader? DataPage { get; set; }

    public DictionaryPageHeader? DictionaryPage { get; set; }

    public DataPageHeaderV2? DataPageV2 { get; set; }

    public static PageHeader Read(ref CompactReader reader)
    {
        var value = new PageHeader();
        while (reader.NextField())
        {
            switch (reader.FieldId)
            {
                case 1:
                    value.Type = (PageType)reader.ReadInt32();
                    break;
                case 2:
                    value.UncompressedPageSize = reader.ReadInt32();
                    break;
                case 3:
                    value.CompressedPageSize = reader.ReadInt32();
                    break;
                case 5:
                    value.DataPage = reader.ReadStruct<DataPageHeader>();
                    break;
                case 7:
                    value.DictionaryPage = reader.ReadStruct<DictionaryPageHeader>();
                    break;
                case 8:
                    value.DataPageV2 = reader.ReadStruct<DataPageHeaderV2>();
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
        writer.Int32(2, UncompressedPageSize);
        writer.Int32(3, CompressedPageSize);
        writer.Struct(5, DataPage);
        writer.Struct(7, DictionaryPage);
        writer.Struct(8, DataPageV2);
    }
}
