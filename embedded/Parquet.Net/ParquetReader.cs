using Parquet.Data;
using Parquet.Meta;
using Parquet.Pages;
using Parquet.Schema;

namespace Parquet;

/// <summary>
/// Reads Parquet files with flat schemas. A file that does not keep to the format ends in a <see cref="ParquetException"/> or an
/// <see cref="IOException"/> that says what is wrong; memory is bounded by the size of the file. Not safe for concurrent use.
/// </summary>
public class ParquetReader : IDisposable
{
    readonly Stream stream;
    readonly bool leaveStreamOpen;
    readonly FileMetaData metaData;
    readonly List<ParquetRowGroupReader> groups;

    ParquetReader(Stream stream, bool leaveStreamOpen, FileMetaData metaData, long dataEnd, ParquetOptions options)
    {
        this.stream = stream;
        this.leaveStreamOpen = leaveStreamOpen;
        this.metaData = metaData;
        var columns = SchemaReader.Columns(metaData.Schema);
        Schema = SchemaReader.Read(columns, options);
        CustomMetadata = Metadata.Read(metaData.KeyValueMetadata);
        groups = [.. metaData.RowGroups.Select(group => new ParquetRowGroupReader(stream, columns, group, dataEnd))];
    }

    /// <summary>The custom metadata of the file.</summary>
    public Dictionary<string, string> CustomMetadata { get; }

    /// <summary>The number of row groups.</summary>
    public int RowGroupCount => groups.Count;

    /// <summary>The columns of the file.</summary>
    public ParquetSchema Schema { get; }

    /// <summary>The row groups.</summary>
    public IReadOnlyList<IParquetRowGroupReader> RowGroups => groups;

    internal FileMetaData MetaData => metaData;

    /// <summary>Opens a file; disposing the reader closes it.</summary>
    /// <exception cref="IOException">It cannot be opened, or is no Parquet file.</exception>
    /// <exception cref="ParquetException">Its footer is malformed, or its schema is nested.</exception>
    public static async Task<ParquetReader> CreateAsync(
        string filePath, ParquetOptions? parquetOptions = null, CancellationToken cancellationToken = default)
    {
        var stream = System.IO.File.OpenRead(filePath);
        try
        {
            return await CreateAsync(stream, parquetOptions, leaveStreamOpen: false, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Opens a stream, which must be readable and seekable.</summary>
    /// <exception cref="IOException">It is no Parquet file.</exception>
    /// <exception cref="ParquetException">Its footer is malformed, or its schema is nested.</exception>
    public static async Task<ParquetReader> CreateAsync(
        Stream input, ParquetOptions? parquetOptions = null, bool leaveStreamOpen = true, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (!input.CanRead || !input.CanSeek)
            throw new ArgumentException("The stream must be readable and seekable.", nameof(input));
        var (metaData, dataEnd) = await FileFooter.ReadAsync(input, cancellationToken).ConfigureAwait(false);
        return new ParquetReader(input, leaveStreamOpen, metaData, dataEnd, parquetOptions ?? new ParquetOptions());
    }

    /// <summary>Reads the schema of a file.</summary>
    public static async Task<ParquetSchema> ReadSchemaAsync(string filePath)
    {
        using var reader = await CreateAsync(filePath).ConfigureAwait(false);
        return reader.Schema;
    }

    /// <summary>Reads the schema of a stream.</summary>
    public static async Task<ParquetSchema> ReadSchemaAsync(Stream parquetStream)
    {
        using var reader = await CreateAsync(parquetStream).ConfigureAwait(false);
        return reader.Schema;
    }

    /// <summary>A reader of the row group at an index from 0 on; opening it costs nothing.</summary>
    public ParquetRowGroupReader OpenRowGroupReader(int index) => groups[index];

    /// <summary>Reads all columns of a row group, in the order of the schema.</summary>
    /// <exception cref="ParquetException">A column is malformed.</exception>
    public async Task<DataColumn[]> ReadEntireRowGroupAsync(int rowGroupIndex = 0, CancellationToken cancellationToken = default)
    {
        var fields = Schema.GetDataFields();
        var columns = new DataColumn[fields.Length];
        for (var index = 0; index < fields.Length; index++)
            columns[index] = await OpenRowGroupReader(rowGroupIndex).ReadColumnAsync(fields[index], cancellationToken).ConfigureAwait(false);
        return columns;
    }

    /// <summary>Closes the stream, unless the reader was told to leave it open.</summary>
    public void Dispose()
    {
        if (!leaveStreamOpen)
            stream.Dispose();
        GC.SuppressFinalize(this);
    }
}
