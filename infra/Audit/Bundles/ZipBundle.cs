using System.IO.Compression;
using Serverless.Core.Audit.Bundles;

namespace Serverless.Infra.Audit.Bundles;

/// <summary>A bundle in a zip archive. It is read in place: no name of an entry ever becomes a path.</summary>
public sealed class ZipBundle : IBundle, IDisposable
{
    private readonly ZipArchive archive;

    /// <param name="file">The archive; belongs to the bundle from now on.</param>
    /// <exception cref="InvalidDataException">It is not a zip archive.</exception>
    public ZipBundle(Stream file)
    {
        archive = new ZipArchive(file, ZipArchiveMode.Read);
        Names = [.. archive.Entries.Select(entry => entry.FullName)];
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names { get; }

    /// <inheritdoc/>
    public Stream Open(string name)
    {
        try
        {
            return new CheckedStream(archive.GetEntry(name)!.Open());
        }
        catch (Exception e) when (e is IOException or NotSupportedException)
        {
            throw new InvalidDataException($"The archive is damaged: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => archive.Dispose();

    /// <summary>A damaged archive shows only while it is read, in several ways.</summary>
    private sealed class CheckedStream(Stream stream) : MarketData.ReadOnlyStream
    {
        public override int Read(Span<byte> buffer)
        {
            try
            {
                return stream.Read(buffer);
            }
            catch (Exception e) when (e is IOException or NotSupportedException or OverflowException or ArgumentException)
            {
                throw new InvalidDataException($"The archive is damaged: {e.Message}", e);
            }
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                stream.Dispose();
            base.Dispose(disposing);
        }
    }
}
