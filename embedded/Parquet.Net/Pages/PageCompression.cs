using System.IO.Compression;
using Parquet.Meta;
using Parquet.Thrift;

namespace Parquet.Pages;

/// <summary>Compresses and decompresses pages.</summary>
internal static class PageCompression
{
    const int BrotliWindow = 22;

    /// <exception cref="ParquetException">The codec is not supported; the message names it.</exception>
    public static void Check(CompressionCodec codec)
    {
        if (codec is not (CompressionCodec.UNCOMPRESSED or CompressionCodec.SNAPPY or CompressionCodec.GZIP or CompressionCodec.BROTLI))
            throw new ParquetException(
                $"compression {(Enum.IsDefined(codec) ? codec.ToString() : $"{(int)codec}")} is not supported; none, SNAPPY, GZIP and BROTLI are");
    }

    /// <summary>Decompresses into exactly the bytes of <paramref name="target"/>.</summary>
    /// <exception cref="ParquetException">The bytes are malformed, or become another number of bytes.</exception>
    public static void Decompress(CompressionCodec codec, ReadOnlyMemory<byte> source, Span<byte> target)
    {
        Check(codec);
        var written = codec switch
        {
            CompressionCodec.SNAPPY => Snappy(source.Span, target),
            CompressionCodec.GZIP => Gzip(source, target),
            _ => BrotliDecoder.TryDecompress(source.Span, target, out var length) ? length : -1,
        };
        if (written != target.Length)
            throw new ParquetException($"{codec} data of {source.Length} bytes do not become the {target.Length} bytes that the page declares");
    }

    /// <summary>Compresses; the same bytes and level give the same result on one version of the runtime.</summary>
    public static ReadOnlyMemory<byte> Compress(CompressionCodec codec, CompressionLevel level, ReadOnlyMemory<byte> source)
    {
        Check(codec);
        return codec switch
        {
            CompressionCodec.SNAPPY => IronSnappy.Snappy.Encode(source.Span),
            CompressionCodec.GZIP => Gzip(source, level),
            CompressionCodec.BROTLI => Brotli(source.Span, level),
            _ => source,
        };
    }

    static int Snappy(ReadOnlySpan<byte> source, Span<byte> target)
    {
        // The decoder would allocate whatever the data declare.
        if (!Varint.TryRead(source, out var length, out _) || length != (ulong)target.Length)
            return -1;
        try
        {
            IronSnappy.Snappy.Decode(source).CopyTo(target);
            return target.Length;
        }
        catch (IOException)
        {
            return -1;
        }
    }

    static int Gzip(ReadOnlyMemory<byte> source, Span<byte> target)
    {
        try
        {
            using var stream = new GZipStream(AsStream(source), CompressionMode.Decompress);
            var read = stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
            return stream.ReadByte() < 0 ? read : -1;
        }
        catch (InvalidDataException)
        {
            return -1;
        }
    }

    static ReadOnlyMemory<byte> Gzip(ReadOnlyMemory<byte> source, CompressionLevel level)
    {
        var target = new MemoryStream();
        using (var stream = new GZipStream(target, level, leaveOpen: true))
            stream.Write(source.Span);
        return target.GetBuffer().AsMemory(0, (int)target.Length);
    }

    static ReadOnlyMemory<byte> Brotli(ReadOnlySpan<byte> source, CompressionLevel level)
    {
        var target = new byte[BrotliEncoder.GetMaxCompressedLength(source.Length)];
        var quality = level switch
        {
            CompressionLevel.NoCompression => 0,
            CompressionLevel.Fastest => 1,
            CompressionLevel.SmallestSize => 11,
            _ => 4,
        };
        BrotliEncoder.TryCompress(source, target, out var length, quality, BrotliWindow);
        return target.AsMemory(0, length);
    }

    static MemoryStream AsStream(ReadOnlyMemory<byte> bytes) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(bytes, out var segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(bytes.ToArray());
}
