using System.Buffers;
using System.Buffers.Binary;
using Parquet.Meta;
using Parquet.Schema;
using Parquet.Thrift;

namespace Parquet.Pages;

/// <summary>Reads and writes what a file says about itself at its end.</summary>
internal static class FileFooter
{
    /// <summary>"PAR1", at the start and at the end of every file.</summary>
    public static ReadOnlySpan<byte> Magic => "PAR1"u8;

    // Behind the metadata: their length and the magic bytes.
    const int TailLength = 8;

    /// <summary>Reads the metadata and where they start, and checks that they fit together and the file.</summary>
    /// <exception cref="IOException">It is no Parquet file.</exception>
    /// <exception cref="ParquetException">The metadata are malformed, or the schema is nested.</exception>
    public static async Task<(FileMetaData MetaData, long Start)> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var length = stream.Length;
        if (length < Magic.Length + TailLength)
            throw new IOException($"This is not a Parquet file: it has {length} bytes.");
        var head = await ReadAsync(stream, 0, Magic.Length, cancellationToken).ConfigureAwait(false);
        var tail = await ReadAsync(stream, length - TailLength, TailLength, cancellationToken).ConfigureAwait(false);
        if (tail.AsSpan(4).SequenceEqual("PARE"u8))
            throw new IOException("The file is encrypted, which is not supported.");
        if (!head.AsSpan().SequenceEqual(Magic) || !tail.AsSpan(4).SequenceEqual(Magic))
            throw new IOException($"This is not a Parquet file: it starts with {Convert.ToHexString(head)} and ends with {Convert.ToHexString(tail.AsSpan(4))}.");
        var size = BinaryPrimitives.ReadUInt32LittleEndian(tail);
        if (size > length - TailLength - Magic.Length)
            throw new ParquetException($"The footer declares {size} bytes in a file of {length}.");
        var start = length - TailLength - size;
        var metaData = Parse(await ReadAsync(stream, start, (int)size, cancellationToken).ConfigureAwait(false), start);
        Check(metaData, length);
        return (metaData, start);
    }

    /// <summary>The metadata, their length and the magic bytes.</summary>
    public static ReadOnlyMemory<byte> Write(FileMetaData metaData)
    {
        var output = new ArrayBufferWriter<byte>();
        CompactWriter.Write(output, metaData);
        BinaryPrimitives.WriteInt32LittleEndian(output.GetSpan(4), output.WrittenCount);
        output.Advance(4);
        output.Write(Magic);
        return output.WrittenMemory;
    }

    static async Task<byte[]> ReadAsync(Stream stream, long start, int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[count];
        stream.Seek(start, SeekOrigin.Begin);
        await stream.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
        return bytes;
    }

    static FileMetaData Parse(byte[] bytes, long start)
    {
        try
        {
            var reader = new CompactReader(bytes);
            return FileMetaData.Read(ref reader);
        }
        catch (ParquetException exception)
        {
            throw new ParquetException($"The footer at byte {start}: {exception.Message}.", exception);
        }
    }

    static void Check(FileMetaData metaData, long fileLength)
    {
        var columns = SchemaReader.Columns(metaData.Schema);
        var limit = Limits.Rows(fileLength);
        for (var index = 0; index < metaData.RowGroups.Count; index++)
        {
            var group = metaData.RowGroups[index];
            if (group.NumRows < 0 || group.NumRows > limit)
                throw new ParquetException($"Row group {index} declares {group.NumRows} rows; at most {limit} are read from a file of {fileLength} bytes.");
            if (group.Columns.Count != columns.Count)
                throw new ParquetException($"Row group {index} has {group.Columns.Count} columns where the schema has {columns.Count}.");
        }
    }
}
