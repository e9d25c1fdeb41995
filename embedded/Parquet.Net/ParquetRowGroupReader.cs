using System.Buffers;
using Parquet.Columns;
using Parquet.Data;
using Parquet.Meta;
using Parquet.Pages;
using Parquet.Schema;

namespace Parquet;

/// <summary>Reads the columns of one row group.</summary>
public class ParquetRowGroupReader : IDisposable, IParquetRowGroupReader
{
    readonly Stream stream;
    readonly IReadOnlyList<SchemaElement> columns;
    readonly RowGroup group;
    readonly long dataEnd;

    internal ParquetRowGroupReader(Stream stream, IReadOnlyList<SchemaElement> columns, RowGroup group, long dataEnd)
    {
        this.stream = stream;
        this.columns = columns;
        this.group = group;
        this.dataEnd = dataEnd;
    }

    /// <inheritdoc/>
    public long RowCount => group.NumRows;

    /// <inheritdoc/>
    public bool ColumnExists(DataField field) => IndexOf(field) >= 0;

    /// <inheritdoc/>
    public async Task<DataColumn> ReadColumnAsync(DataField field, CancellationToken cancellationToken = default)
    {
        var (element, chunk) = Find(field);
        var start = 0L;
        ColumnPages? pages = null;
        byte[]? rented = null;
        try
        {
            CheckNullability(field, element);
            var codec = ColumnCodecs.For(element, field.ClrType);
            (start, var length) = Range(element, chunk);
            rented = ArrayPool<byte>.Shared.Rent(length);
            var bytes = rented.AsMemory(0, length);
            stream.Seek(start, SeekOrigin.Begin);
            await stream.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
            pages = new ColumnPages(bytes, chunk.Codec, (int)group.NumRows, field.IsNullable);
            var (defined, levels) = codec.Read(pages);
            return new DataColumn(field, defined, levels, null) { Statistics = Describe(codec, chunk) ?? new() };
        }
        catch (ParquetException exception)
        {
            throw Failed(field, pages is null ? "" : $", page at byte {start + pages.Position}", exception);
        }
        finally
        {
            if (rented is not null)
                ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <inheritdoc/>
    public Dictionary<string, string> GetCustomMetadata(DataField field) => Metadata.Read(Find(field).Chunk.KeyValueMetadata);

    /// <inheritdoc/>
    public DataColumnStatistics? GetStatistics(DataField field)
    {
        var (element, chunk) = Find(field);
        try
        {
            return Describe(ColumnCodecs.For(element, field.ClrType), chunk);
        }
        catch (ParquetException exception)
        {
            throw Failed(field, "", exception);
        }
    }

    /// <summary>Does nothing; the stream belongs to the file's reader.</summary>
    public void Dispose() => GC.SuppressFinalize(this);

    static DataColumnStatistics? Describe(ColumnCodec codec, ColumnMetaData chunk) => chunk.Statistics is { } statistics
        ? new(statistics.NullCount, statistics.DistinctCount, codec.ReadBound(statistics.MinValue), codec.ReadBound(statistics.MaxValue))
        : null;

    static ParquetException Failed(DataField field, string where, ParquetException exception) =>
        new($"Column '{field.Path}'{where}: {exception.Message}.", exception);

    static void CheckNullability(DataField field, SchemaElement element)
    {
        if (field.IsNullable == (element.Repetition == Repetition.REQUIRED))
            throw new ParquetException(
                $"it is {(field.IsNullable ? "required" : "optional")} in the file, but the field that asks for it is not; take the field from the reader's schema");
    }

    int IndexOf(DataField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        for (var index = 0; index < columns.Count; index++)
        {
            if (field.Path.Length == 1 && columns[index].Name == field.Path.FirstPart)
                return index;
        }

        return -1;
    }

    (SchemaElement Element, ColumnMetaData Chunk) Find(DataField field)
    {
        var index = IndexOf(field);
        if (index < 0)
            throw new ParquetException($"'{field.Path}' does not exist in this file");
        var chunk = group.Columns[index];
        if (chunk.MetaData is not { } metaData || chunk.FilePath is not null)
            throw new ParquetException($"Column '{field.Path}' has no metadata, or lies in another file.");
        return (columns[index], metaData);
    }

    (long Start, int Length) Range(SchemaElement element, ColumnMetaData chunk)
    {
        PageCompression.Check(chunk.Codec);
        if (chunk.Type != element.Type || chunk.PathInSchema is not [var name] || name != element.Name)
            throw new ParquetException($"its metadata are those of '{string.Join('.', chunk.PathInSchema)}' of type {chunk.Type}");
        if (chunk.NumValues != group.NumRows)
            throw new ParquetException($"it has {chunk.NumValues} values in a row group of {group.NumRows} rows");
        // Some writers set 0 where there is no dictionary.
        var start = chunk.DictionaryPageOffset is > 0 and var dictionary && dictionary < chunk.DataPageOffset ? dictionary : chunk.DataPageOffset;
        var length = chunk.TotalCompressedSize;
        if (start < FileFooter.Magic.Length || length < 0 || start > dataEnd || length > dataEnd - start || length > Array.MaxLength)
            throw new ParquetException($"it claims {length} bytes from byte {start} on, where data end at byte {dataEnd}");
        return (start, (int)length);
    }
}
