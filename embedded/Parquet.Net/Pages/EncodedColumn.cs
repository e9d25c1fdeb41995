using Parquet.Meta;

namespace Parquet.Pages;

/// <summary>The pages of a column, ready to be compressed and written.</summary>
internal sealed class EncodedColumn(Statistics statistics)
{
    readonly List<(PageHeader Header, ReadOnlyMemory<byte> Body)> pages = [];

    /// <summary>The pages in their order; the headers lack the compressed size.</summary>
    public IReadOnlyList<(PageHeader Header, ReadOnlyMemory<byte> Body)> Pages => pages;

    /// <summary>Figures about the values.</summary>
    public Statistics Statistics => statistics;

    /// <summary>The encodings that the pages use, levels included.</summary>
    public List<int> Encodings { get; } = [(int)PageEncoding.RLE];

    public void AddDictionaryPage(int values, ReadOnlyMemory<byte> body)
    {
        Encodings.Add((int)PageEncoding.PLAIN);
        pages.Add((new() { Type = PageType.DICTIONARY_PAGE, UncompressedPageSize = body.Length, DictionaryPage = new() { NumValues = values } }, body));
    }

    public void AddDataPage(int rows, PageEncoding encoding, ReadOnlyMemory<byte> body)
    {
        Encodings.Add((int)encoding);
        var header = new DataPageHeader
        {
            NumValues = rows,
            Encoding = encoding,
            DefinitionLevelEncoding = PageEncoding.RLE,
            RepetitionLevelEncoding = PageEncoding.RLE,
        };
        pages.Add((new() { Type = PageType.DATA_PAGE, UncompressedPageSize = body.Length, DataPage = header }, body));
    }
}
