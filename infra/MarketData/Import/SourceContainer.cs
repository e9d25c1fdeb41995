using System.IO.Compression;

namespace Serverless.Infra.MarketData;

/// <summary>The texts in a file: itself, what a gzip file unpacks to, or the entries of a zip file. Its first bytes tell which, since names
/// lie. Nothing is extracted to disk.</summary>
internal static class SourceContainer
{
    private const long AlwaysAllowed = 1 << 28;
    private const long MostTimesLarger = 200;

    /// <summary>Reads every text in turn.</summary>
    /// <param name="file">Positioned at its beginning.</param>
    /// <param name="read">Receives the name of the zip entry, null elsewhere, and the bytes.</param>
    /// <exception cref="InvalidDataException">The container is truncated, corrupt, or unpacks to far more than tables do.</exception>
    public static IEnumerable<T> ReadEach<T>(FileStream file, Func<string?, Stream, T> read)
    {
        Span<byte> magic = stackalloc byte[4];
        var count = file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        file.Seek(0, SeekOrigin.Begin);
        if (count < 2 && file.Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            throw new InvalidDataException($"the gzip file is truncated: it has {count} bytes");
        var most = Math.Max(AlwaysAllowed, MostTimesLarger * file.Length);
        return magic[..count] switch
        {
            [0x1F, 0x8B, ..] => ReadGZip(file, most, read),
            [(byte)'P', (byte)'K', 3 or 5, 4 or 6] => ReadZip(file, most, read),
            _ => [read(null, file)],
        };
    }

    private static IEnumerable<T> ReadGZip<T>(Stream file, long most, Func<string?, Stream, T> read)
    {
        using var bytes = new BoundedStream(new CheckedGZipStream(file), most);
        yield return read(null, bytes);
    }

    private static IEnumerable<T> ReadZip<T>(Stream file, long most, Func<string?, Stream, T> read)
    {
        using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var entry in archive.Entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal))
        {
            if (entry.Name.Length == 0 || IsSystemFile(entry.FullName))
                continue;
            using var bytes = new BoundedStream(new CheckedZipEntryStream(entry), most);
            yield return read(entry.FullName, bytes);
        }
    }

    private static bool IsSystemFile(string name) => name.StartsWith("__MACOSX/", StringComparison.Ordinal) || name.EndsWith(".DS_Store", StringComparison.Ordinal);
}
