using System.Buffers;
using System.Buffers.Binary;
using Parquet.Meta;
using Parquet.Thrift;

namespace Parquet.Pages;

/// <summary>Goes through the pages of one column of a row group until all its rows are there.</summary>
/// <param name="chunk">The bytes of the column, page headers included.</param>
/// <param name="codec">How the pages are compressed.</param>
/// <param name="rows">The rows of the row group.</param>
/// <param name="isNullable">Whether pages have definition levels.</param>
internal sealed class ColumnPages(ReadOnlyMemory<byte> chunk, CompressionCodec codec, int rows, bool isNullable)
{
    int next;
    int rowsRead;

    /// <summary>The rows of the row group.</summary>
    public int Rows => rows;

    /// <summary>Whether pages have definition levels.</summary>
    public bool IsNullable => isNullable;

    /// <summary>Where the page that was last asked for starts within the chunk; for messages.</summary>
    public int Position { get; private set; }

    /// <summary>The next page with values; false when all rows are read.</summary>
    /// <exception cref="ParquetException">The page is malformed.</exception>
    public bool TryNext(out Page page)
    {
        while (rowsRead < rows)
        {
            Position = next;
            var header = ReadHeader(out var body);
            page = header.Type switch
            {
                PageType.DATA_PAGE when header.DataPage is { } data => ReadData(header, data, body),
                PageType.DATA_PAGE_V2 when header.DataPageV2 is { } data => ReadDataV2(header, data, body),
                PageType.DICTIONARY_PAGE when header.DictionaryPage is { } dictionary => ReadDictionary(header, dictionary, body),
                PageType.INDEX_PAGE => default,
                _ => throw new ParquetException($"a page of type {header.Type} has no header of that type"),
            };
            if (header.Type != PageType.INDEX_PAGE)
                return true;
        }

        page = default;
        return false;
    }

    PageHeader ReadHeader(out ReadOnlyMemory<byte> body)
    {
        if (next >= chunk.Length)
            throw new ParquetException($"its pages hold {rowsRead} of {rows} rows");
        var reader = new CompactReader(chunk.Span[next..]);
        var header = PageHeader.Read(ref reader);
        next += reader.Position;
        if (header.CompressedPageSize < 0 || header.CompressedPageSize > chunk.Length - next)
            throw new ParquetException($"a page of {header.CompressedPageSize} bytes stands where {chunk.Length - next} are left");
        body = chunk.Slice(next, header.CompressedPageSize);
        next += header.CompressedPageSize;
        return header;
    }

    Page ReadDictionary(PageHeader header, DictionaryPageHeader dictionary, ReadOnlyMemory<byte> body)
    {
        var (values, rented) = Decompress(body, header.UncompressedPageSize);
        return new()
        {
            IsDictionary = true,
            Count = dictionary.NumValues >= 0 ? dictionary.NumValues : throw new ParquetException($"a dictionary has {dictionary.NumValues} values"),
            Encoding = dictionary.Encoding,
            Values = values,
            Rented = rented,
        };
    }

    Page ReadData(PageHeader header, DataPageHeader data, ReadOnlyMemory<byte> body)
    {
        CountRows(data.NumValues);
        if (isNullable && data.DefinitionLevelEncoding != PageEncoding.RLE)
            throw new ParquetException($"definition levels have encoding {data.DefinitionLevelEncoding}; only RLE is supported");
        var (values, rented) = Decompress(body, header.UncompressedPageSize);
        var levels = ReadOnlyMemory<byte>.Empty;
        if (isNullable)
        {
            if (!BinaryPrimitives.TryReadUInt32LittleEndian(values.Span, out var length) || length > values.Length - 4)
                throw new ParquetException("definition levels are cut off");
            levels = values.Slice(4, (int)length);
            values = values[(4 + (int)length)..];
        }

        return new() { IsDictionary = false, Count = data.NumValues, Encoding = data.Encoding, Levels = levels, Values = values, Rented = rented };
    }

    Page ReadDataV2(PageHeader header, DataPageHeaderV2 data, ReadOnlyMemory<byte> body)
    {
        CountRows(data.NumValues);
        var (repetition, definition) = (data.RepetitionLevelsLength, data.DefinitionLevelsLength);
        if (repetition < 0 || definition < 0 || (long)repetition + definition > body.Length)
            throw new ParquetException($"levels of {repetition} and {definition} bytes stand in a page of {body.Length}");
        var levels = body.Slice(repetition, definition);
        var stored = body[(repetition + definition)..];
        // Without values there may be no compressed data at all.
        var (values, rented) = data.IsCompressed && !stored.IsEmpty
            ? Decompress(stored, header.UncompressedPageSize - repetition - definition)
            : (stored, null);
        return new() { IsDictionary = false, Count = data.NumValues, Encoding = data.Encoding, Levels = levels, Values = values, Rented = rented };
    }

    void CountRows(int count)
    {
        if (count < 0 || count > rows - rowsRead)
            throw new ParquetException($"a page of {count} rows stands where {rows - rowsRead} of {rows} are missing");
        rowsRead += count;
    }

    (ReadOnlyMemory<byte> Bytes, byte[]? Rented) Decompress(ReadOnlyMemory<byte> stored, int length)
    {
        if (codec == CompressionCodec.UNCOMPRESSED)
            return (stored, null);
        if (length < 0 || length > Limits.Expanded(stored.Length))
            throw new ParquetException($"a page of {stored.Length} compressed bytes declares {length} bytes; at most {Limits.Expanded(stored.Length)} are read");
        var rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            PageCompression.Decompress(codec, stored, rented.AsSpan(0, length));
            return (rented.AsMemory(0, length), rented);
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(rented);
            throw;
        }
    }
}
