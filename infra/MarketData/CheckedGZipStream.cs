using System.Buffers.Binary;
using System.IO.Compression;

namespace Serverless.Infra.MarketData;

/// <summary>
/// Decompresses a gzip file and fails at its end if it was cut short. <see cref="GZipStream"/> checks the CRC when it meets one, but
/// takes the end of a truncated file for the end of the data. The file must be one gzip member, as gzip itself writes it.
/// </summary>
internal sealed class CheckedGZipStream : Stream
{
    private const int SmallestFile = 18;
    private readonly GZipStream inner;
    private readonly uint expectedLength;
    private uint length;

    public CheckedGZipStream(FileStream file)
    {
        if (file.Length < SmallestFile)
            throw new InvalidDataException($"the gzip file is truncated: it has {file.Length} bytes, fewer than any gzip file");
        Span<byte> trailer = stackalloc byte[4];
        file.Seek(-trailer.Length, SeekOrigin.End);
        file.ReadExactly(trailer);
        file.Seek(0, SeekOrigin.Begin);
        expectedLength = BinaryPrimitives.ReadUInt32LittleEndian(trailer);
        inner = new GZipStream(file, CompressionMode.Decompress);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int read;
        try
        {
            read = inner.Read(buffer);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"the gzip data are corrupt after {length} bytes of text", exception);
        }

        // The trailer counts modulo 2^32, as this does.
        length = unchecked(length + (uint)read);
        if (read == 0 && buffer.Length > 0 && length != expectedLength)
            throw new InvalidDataException($"the gzip file is truncated: it yields {length} bytes where its last field says {expectedLength}");
        return read;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
