using System.IO.Compression;

namespace Serverless.Infra.MarketData;

/// <summary>Decompresses an entry of a zip file, and fails at its end when length or CRC-32 are not those that the file states, which
/// <see cref="ZipArchiveEntry"/> does not check.</summary>
internal sealed class CheckedZipEntryStream(ZipArchiveEntry entry) : ReadOnlyStream
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(i => Enumerable.Range(0, 8).Aggregate((uint)i, (crc, _) => (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1))];

    private readonly Stream inner = entry.Open();
    private uint crc = uint.MaxValue;
    private long length;

    public override int Read(Span<byte> buffer)
    {
        int read;
        try
        {
            read = inner.Read(buffer);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"the zip entry '{entry.FullName}' is corrupt after {length} bytes of text", exception);
        }

        length += read;
        foreach (var value in buffer[..read])
            crc = Table[(byte)(crc ^ value)] ^ (crc >> 8);
        if (read == 0 && buffer.Length > 0 && (length != entry.Length || ~crc != entry.Crc32))
            throw new InvalidDataException($"the zip entry '{entry.FullName}' is truncated or corrupt: {length} of {entry.Length} bytes, or their CRC-32 differs");
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
