namespace Parquet.Pages;

/// <summary>A stream that knows how far it is, whether it can seek or not.</summary>
internal sealed class ParquetOutput(Stream stream, long position)
{
    /// <summary>Where the next byte goes.</summary>
    public long Position { get; private set; } = position;

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        Position += bytes.Length;
    }

    public void Write(ReadOnlyMemory<byte> bytes)
    {
        stream.Write(bytes.Span);
        Position += bytes.Length;
    }
}
