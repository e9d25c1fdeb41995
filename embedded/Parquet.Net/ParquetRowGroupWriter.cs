using System.Buffers;
using System.IO.Compression;
using Parquet.Columns;
using Parquet.Data;
using Parquet.Meta;
using Parquet.Pages;
using Parquet.Thrift;

namespace Parquet;

/// <summary>Writes the columns of one row group, in the order of the schema.</summary>
public class ParquetRowGroupWriter : IDisposable
{
    readonly ParquetOutput output;
    readonly IReadOnlyList<SchemaElement> columns;
    readonly RowGroup group;
    readonly ParquetOptions options;
    readonly CompressionCodec codec;
    readonly CompressionLevel level;

    internal ParquetRowGroupWriter(
        ParquetOutput output, IReadOnlyList<SchemaElement> columns, RowGroup group, ParquetOptions options, CompressionCodec codec, CompressionLevel level)
    {
        this.output = output;
        this.columns = columns;
        this.group = group;
        this.options = options;
        this.codec = codec;
        this.level = level;
    }

    /// <summary>Whether the last column was refused, so that the caller knows already that something is missing.</summary>
    internal bool HasFailed { get; private set; }

    internal IEnumerable<string> Missing => columns.Skip(group.Columns.Count).Select(column => $"'{column.Name}'");

    /// <inheritdoc cref="WriteColumnAsync(DataColumn, Dictionary{string, string}, CancellationToken)"/>
    public Task WriteColumnAsync(DataColumn column, CancellationToken cancellationToken = default) =>
        WriteColumnAsync(column, null, cancellationToken);

    /// <summary>Writes the next column of the schema.</summary>
    /// <param name="column">The values; all columns of a row group have the same number of rows.</param>
    /// <param name="customMetadata">Pairs that the file keeps beside the column.</param>
    /// <param name="cancellationToken">Abandons the file: what is written so far is no Parquet file.</param>
    /// <exception cref="ArgumentException">It is another column's turn.</exception>
    /// <exception cref="InvalidOperationException">All columns are written, or this one has another number of rows.</exception>
    /// <exception cref="ParquetException">A value does not fit the column.</exception>
    public async Task WriteColumnAsync(
        DataColumn column, Dictionary<string, string>? customMetadata, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(column);
        HasFailed = true;
        var element = Next(column);
        var encoded = Encode(column, element);
        var metaData = new ColumnMetaData
        {
            Type = element.Type!.Value,
            Encodings = encoded.Encodings,
            PathInSchema = [element.Name],
            Codec = codec,
            NumValues = column.NumValues,
            KeyValueMetadata = Metadata.Write(customMetadata),
            Statistics = encoded.Statistics,
        };
        var start = output.Position;
        foreach (var (header, body) in encoded.Pages)
            await WritePageAsync(metaData, header, body, cancellationToken).ConfigureAwait(false);
        group.FileOffset ??= start;
        group.NumRows = column.NumValues;
        group.TotalByteSize += metaData.TotalUncompressedSize;
        group.TotalCompressedSize = (group.TotalCompressedSize ?? 0) + metaData.TotalCompressedSize;
        group.Columns.Add(new ColumnChunk { FileOffset = start, MetaData = metaData });
        HasFailed = false;
    }

    /// <summary>Checks that all columns are written.</summary>
    /// <exception cref="InvalidOperationException">One is missing; the message names it.</exception>
    public void CompleteValidate()
    {
        if (Missing.Any())
            throw new InvalidOperationException($"A row group lacks columns: {string.Join(", ", Missing)}.");
    }

    /// <summary>Ends the row group. The writer of the file refuses to end the file where columns are missing.</summary>
    public void Dispose() => GC.SuppressFinalize(this);

    SchemaElement Next(DataColumn column)
    {
        if (group.Columns.Count == columns.Count)
            throw new InvalidOperationException($"Column '{column.Field.Name}' cannot be written: all columns of the schema are.");
        var element = columns[group.Columns.Count];
        if (column.Field.Name != element.Name || column.Field.IsNullable == (element.Repetition == Repetition.REQUIRED))
            throw new ArgumentException(
                $"Column '{column.Field.Name}' cannot be written; it is the turn of {element.Repetition} column '{element.Name}'.", nameof(column));
        if (group.Columns.Count > 0 && column.NumValues != group.NumRows)
            throw new InvalidOperationException($"Column '{column.Field.Name}' has {column.NumValues} rows in a row group of {group.NumRows}.");
        return element;
    }

    EncodedColumn Encode(DataColumn column, SchemaElement element)
    {
        try
        {
            return ColumnCodecs.For(element, column.Field.ClrType).Write(column, options);
        }
        catch (ParquetException exception)
        {
            throw new ParquetException($"Column '{element.Name}': {exception.Message}.", exception);
        }
    }

    async Task WritePageAsync(ColumnMetaData metaData, PageHeader header, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (header.Type == PageType.DICTIONARY_PAGE)
            metaData.DictionaryPageOffset = output.Position;
        else
            metaData.DataPageOffset = output.Position;
        var compressed = PageCompression.Compress(codec, level, body);
        header.CompressedPageSize = compressed.Length;
        var head = new ArrayBufferWriter<byte>();
        CompactWriter.Write(head, header);
        await output.WriteAsync(head.WrittenMemory, cancellationToken).ConfigureAwait(false);
        await output.WriteAsync(compressed, cancellationToken).ConfigureAwait(false);
        metaData.TotalCompressedSize += head.WrittenCount + compressed.Length;
        metaData.TotalUncompressedSize += head.WrittenCount + body.Length;
    }
}
