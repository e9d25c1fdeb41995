using System.Buffers;
using Parquet.Meta;
using Parquet.Pages;
using Parquet.Thrift;

namespace Parquet.Net.Tests.Support;

/// <summary>Files of one column, called "c", with pages that our writer does not write.</summary>
internal static class HandMade
{
    public static SchemaElement Column(PhysicalType type, int? length = null, bool isNullable = false) =>
        new() { Name = "c", Type = type, TypeLength = length, Repetition = isNullable ? Repetition.OPTIONAL : Repetition.REQUIRED };

    public static byte[] Of(SchemaElement column, int rows, params (PageHeader Header, byte[] Body)[] pages) =>
        Of(column, rows, CompressionCodec.UNCOMPRESSED, null, pages);

    /// <param name="column">The column.</param>
    /// <param name="rows">The rows that the metadata claim.</param>
    /// <param name="codec">The compression that the metadata claim; bodies are written as they are.</param>
    /// <param name="edit">Changes the metadata before they are written.</param>
    /// <param name="pages">The pages; a header without sizes gets those of its body.</param>
    public static byte[] Of(SchemaElement column, int rows, CompressionCodec codec, Action<FileMetaData>? edit, params (PageHeader Header, byte[] Body)[] pages)
    {
        var output = new ArrayBufferWriter<byte>();
        output.Write("PAR1"u8);
        var chunk = new ColumnMetaData { Type = column.Type!.Value, PathInSchema = [column.Name], Codec = codec, NumValues = rows, DataPageOffset = 4 };
        foreach (var (header, body) in pages)
        {
            if (header.Type == PageType.DICTIONARY_PAGE)
                chunk.DictionaryPageOffset = output.WrittenCount;
            else if (chunk.DictionaryPageOffset is not null && chunk.DataPageOffset == 4)
                chunk.DataPageOffset = output.WrittenCount;
            header.CompressedPageSize = body.Length;
            if (header.UncompressedPageSize == 0)
                header.UncompressedPageSize = body.Length;
            CompactWriter.Write(output, header);
            output.Write(body);
        }

        chunk.TotalCompressedSize = output.WrittenCount - 4;
        var metaData = new FileMetaData
        {
            Version = 1,
            NumRows = rows,
            Schema = [new() { Name = "root", NumChildren = 1 }, column],
            RowGroups = [new() { NumRows = rows, Columns = [new() { MetaData = chunk }] }],
        };
        edit?.Invoke(metaData);
        output.Write(FileFooter.Write(metaData).Span);
        return output.WrittenSpan.ToArray();
    }

    public static (PageHeader, byte[]) DataPage(int rows, PageEncoding encoding, params byte[] body) =>
        (new() { Type = PageType.DATA_PAGE, DataPage = new() { NumValues = rows, Encoding = encoding, DefinitionLevelEncoding = PageEncoding.RLE } }, body);

    public static (PageHeader, byte[]) DataPageV2(int rows, PageEncoding encoding, byte[] levels, byte[] values, bool isCompressed = false, int? uncompressed = null) =>
        (new()
        {
            Type = PageType.DATA_PAGE_V2,
            UncompressedPageSize = levels.Length + (uncompressed ?? values.Length),
            DataPageV2 = new() { NumValues = rows, NumRows = rows, Encoding = encoding, DefinitionLevelsLength = levels.Length, IsCompressed = isCompressed },
        }, [.. levels, .. values]);

    public static (PageHeader, byte[]) DictionaryPage(int values, params byte[] body) =>
        (new() { Type = PageType.DICTIONARY_PAGE, DictionaryPage = new() { NumValues = values, Encoding = PageEncoding.PLAIN_DICTIONARY } }, body);
}
