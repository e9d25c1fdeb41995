using Parquet.Data;
using Parquet.Schema;

namespace Parquet.Net.Tests.Support;

/// <summary>Writes and reads whole files in memory.</summary>
internal static class TestFiles
{
    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A file with one row group for each array of columns; the arrays suit the fields in their order.</summary>
    public static async Task<byte[]> WriteAsync(
        ParquetSchema schema, IEnumerable<Array[]> rowGroups, CompressionMethod compression = CompressionMethod.Snappy, ParquetOptions? options = null,
        IReadOnlyDictionary<string, string>? metadata = null)
    {
        using var stream = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(schema, stream, options, cancellationToken: Cancellation))
        {
            writer.CompressionMethod = compression;
            if (metadata is not null)
                writer.CustomMetadata = metadata;
            foreach (var columns in rowGroups)
            {
                using var group = writer.CreateRowGroup();
                foreach (var (field, values) in schema.GetDataFields().Zip(columns))
                    await group.WriteColumnAsync(new DataColumn(field, values), Cancellation);
            }
        }

        return stream.ToArray();
    }

    /// <summary>All columns of all row groups.</summary>
    public static async Task<List<DataColumn[]>> ReadAsync(byte[] file, ParquetOptions? options = null)
    {
        using var reader = await ParquetReader.CreateAsync(new MemoryStream(file), options, cancellationToken: Cancellation);
        var groups = new List<DataColumn[]>();
        for (var index = 0; index < reader.RowGroupCount; index++)
            groups.Add(await reader.ReadEntireRowGroupAsync(index, Cancellation));
        return groups;
    }

    /// <summary>The values of the first row group's first column.</summary>
    public static async Task<Array> ReadColumnAsync(byte[] file, ParquetOptions? options = null) => (await ReadAsync(file, options))[0][0].Data;
}
