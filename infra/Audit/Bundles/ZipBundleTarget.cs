using System.IO.Compression;
using Serverless.Core.Audit.Bundles;

namespace Serverless.Infra.Audit.Bundles;

/// <summary>Writes a bundle as a zip archive. The same files give the same bytes: all of them bear the same date.</summary>
/// <param name="file">Takes the archive; stays the caller's.</param>
public sealed class ZipBundleTarget(Stream file) : IBundleTarget, IDisposable
{
    private static readonly DateTimeOffset Date = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly ZipArchive archive = new(file, ZipArchiveMode.Create, leaveOpen: true);

    /// <inheritdoc/>
    public Stream Create(string name)
    {
        var entry = archive.CreateEntry(name);
        entry.LastWriteTime = Date;
        return entry.Open();
    }

    /// <inheritdoc/>
    public void Dispose() => archive.Dispose();
}
