namespace Serverless.Infra.MarketData;

/// <summary>Reads on until more bytes came than <paramref name="most"/>, and fails then: what a small file unpacks to has a limit.</summary>
internal sealed class BoundedStream(Stream inner, long most) : ReadOnlyStream
{
    private long length;

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        length += read;
        return length <= most
            ? read
            : throw new InvalidDataException($"the file unpacks to more than {most} bytes, far beyond what compressed tables do; unpack it yourself if it is sound");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
