namespace Serverless.Infra.MarketData;

/// <summary>The bytes of a stream, then some more; read only.</summary>
internal sealed class JoinedStream(Stream first, byte[] second) : ReadOnlyStream
{
    private int sent;

    public override int Read(Span<byte> buffer)
    {
        var read = first.Read(buffer);
        if (read > 0 || buffer.IsEmpty)
            return read;
        read = Math.Min(buffer.Length, second.Length - sent);
        second.AsSpan(sent, read).CopyTo(buffer);
        sent += read;
        return read;
    }
}
