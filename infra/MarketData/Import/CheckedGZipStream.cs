using System.IO.Compression;

namespace Serverless.Infra.MarketData;

/// <summary>
/// Decompresses a gzip file of one or several members and fails at its end if it was cut short. <see cref="GZipStream"/> checks the CRC
/// of each member that it finishes, but takes the end of a truncated file for the end of the data. So a member of known content is put
/// behind the file: its text must be the last that comes out, which it is only where the file's own members are whole.
/// </summary>
internal sealed class CheckedGZipStream : ReadOnlyStream
{
    private static readonly byte[] Mark = "<end of gzip file>"u8.ToArray();
    private static readonly byte[] MarkMember = Compress(Mark);

    private readonly GZipStream inner;
    private readonly byte[] held = new byte[1 << 16];
    private int start;
    private int end;
    private long length;
    private bool finished;

    public CheckedGZipStream(Stream file) => inner = new GZipStream(new JoinedStream(file, MarkMember), CompressionMode.Decompress);

    public override int Read(Span<byte> buffer)
    {
        while (end - start <= Mark.Length && !finished)
            Fill();
        // The mark itself is never handed out.
        var count = Math.Min(buffer.Length, end - start - Mark.Length);
        held.AsSpan(start, count).CopyTo(buffer);
        start += count;
        length += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private void Fill()
    {
        held.AsSpan(start, end - start).CopyTo(held);
        (start, end) = (0, end - start);
        try
        {
            var read = inner.Read(held.AsSpan(end));
            end += read;
            finished = read == 0;
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"the gzip data are truncated or corrupt after {length} bytes of text", exception);
        }

        if (finished && !held.AsSpan(0, end).EndsWith(Mark))
            throw new InvalidDataException($"the gzip file is truncated, or followed by something else, after {length + end} bytes of text");
    }

    private static byte[] Compress(byte[] text)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
            gzip.Write(text);
        return compressed.ToArray();
    }
}
