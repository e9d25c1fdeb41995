using System.IO.Compression;
using Parquet.Meta;
using Parquet.Pages;
using Parquet.Schema;

namespace Parquet;

/// <summary>
/// Writes Parquet files with flat schemas. The same schema, values, options and metadata give the same bytes. The file is complete
/// once the writer is disposed.
/// </summary>
public sealed class ParquetWriter : IDisposable, IAsyncDisposable
{
    const string CreatedBy = "serverless-parquet version 1.0.0 (build 0)";
    const int FormatVersion = 2;

    readonly Stream stream;
    readonly ParquetOutput output;
    readonly FileMetaData metaData;
    readonly ParquetOptions options;
    readonly List<ParquetRowGroupWriter> groups = [];
    bool isComplete;

    ParquetWriter(Stream stream, ParquetOutput output, FileMetaData metaData, ParquetOptions options)
    {
        this.stream = stream;
        this.output = output;
        this.metaData = metaData;
        this.options = options;
    }

    /// <summary>How pages of the next row group are compressed.</summary>
    public CompressionMethod CompressionMethod { get; set; } = CompressionMethod.Snappy;

    /// <summary>How hard gzip and Brotli try.</summary>
#pragma warning disable CA1051 // The vendor has a field here.
    public CompressionLevel CompressionLevel = CompressionLevel.SmallestSize;
#pragma warning restore CA1051

    /// <summary>The custom metadata of the file, written in the order of their keys.</summary>
    public IReadOnlyDictionary<string, string> CustomMetadata
    {
        get => Metadata.Read(metaData.KeyValueMetadata);
        set => metaData.KeyValueMetadata = Metadata.Write(value);
    }

    /// <summary>Starts a file.</summary>
    /// <param name="schema">The columns.</param>
    /// <param name="output">Where the file goes, from its current position on; writable, and with <paramref name="append"/> readable and seekable.</param>
    /// <param name="formatOptions">How values are encoded.</param>
    /// <param name="append">Adds row groups to the file that the stream holds; its schema must be equal.</param>
    /// <param name="cancellationToken">Abandons the file.</param>
    /// <exception cref="IOException">There is nothing to append to.</exception>
    /// <exception cref="ParquetException">The existing file is malformed or has another schema.</exception>
    public static async Task<ParquetWriter> CreateAsync(
        ParquetSchema schema, Stream output, ParquetOptions? formatOptions = null, bool append = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(output);
        if (!output.CanWrite)
            throw new ArgumentException("The stream is not writable.", nameof(output));
        var options = formatOptions ?? new ParquetOptions();
        if (append)
            return await AppendAsync(schema, output, options, cancellationToken).ConfigureAwait(false);
        var target = new ParquetOutput(output, output.CanSeek ? output.Position : 0);
        await target.WriteAsync(FileFooter.Magic.ToArray(), cancellationToken).ConfigureAwait(false);
        var columns = SchemaWriter.Write(schema);
        var metaData = new FileMetaData
        {
            Version = FormatVersion,
            Schema = columns,
            CreatedBy = CreatedBy,
            ColumnOrders = [.. columns.Skip(1).Select(_ => new ColumnOrder { TypeDefined = new() })],
        };
        return new ParquetWriter(output, target, metaData, options);
    }

    /// <summary>Starts a row group. The one before it must be complete by the time the file is.</summary>
    /// <exception cref="ParquetException">The compression is not supported.</exception>
    public ParquetRowGroupWriter CreateRowGroup()
    {
        var codec = (CompressionCodec)CompressionMethod;
        PageCompression.Check(codec);
        var group = new RowGroup { Ordinal = metaData.RowGroups.Count };
        metaData.RowGroups.Add(group);
        var writer = new ParquetRowGroupWriter(output, metaData.Schema[1..], group, options, codec, CompressionLevel);
        groups.Add(writer);
        return writer;
    }

    /// <summary>Completes the file.</summary>
    /// <exception cref="InvalidOperationException">
    /// A row group lacks columns; what is written is no Parquet file then. Where a column failed, nothing more is said.
    /// </exception>
    public void Dispose()
    {
        if (!TryComplete(out var footer))
            return;
        output.Write(footer);
        stream.Flush();
    }

    /// <inheritdoc cref="Dispose"/>
    public async ValueTask DisposeAsync()
    {
        if (!TryComplete(out var footer))
            return;
        await output.WriteAsync(footer, CancellationToken.None).ConfigureAwait(false);
        await stream.FlushAsync().ConfigureAwait(false);
    }

    static async Task<ParquetWriter> AppendAsync(ParquetSchema schema, Stream stream, ParquetOptions options, CancellationToken cancellationToken)
    {
        if (!stream.CanSeek || stream.Length == 0)
            throw new IOException("Only a seekable stream that holds a Parquet file can be appended to.");
        var (metaData, start) = await FileFooter.ReadAsync(stream, cancellationToken).ConfigureAwait(false);
        var existing = SchemaReader.Read(SchemaReader.Columns(metaData.Schema), options);
        if (!schema.Equals(existing))
            throw new ParquetException($"The file has another schema: {schema.GetNotEqualsMessage(existing, "appended", "existing")}.");
        stream.Seek(start, SeekOrigin.Begin);
        return new ParquetWriter(stream, new ParquetOutput(stream, start), metaData, options);
    }

    bool TryComplete(out ReadOnlyMemory<byte> footer)
    {
        footer = default;
        if (isComplete)
            return false;
        isComplete = true;
        // An exception of a column must not be hidden by one of ours, thrown while the caller's using ends.
        if (groups.Exists(group => group.HasFailed && group.Missing.Any()))
            return false;
        foreach (var group in groups)
            group.CompleteValidate();
        metaData.NumRows = metaData.RowGroups.Sum(group => group.NumRows);
        footer = FileFooter.Write(metaData);
        return true;
    }
}
