using System.IO.Compression;
using Serverless.Testing;

namespace Serverless.Core.Tests;

/// <summary>Real market data and golden values; a test that needs them is skipped, visibly, where they are absent.</summary>
internal static class SharedFolder
{
    public static string Path(string relative)
    {
        Assert.SkipUnless(RepositoryPaths.Shared is not null, "There is no folder 'shared' beside the repository.");
        return System.IO.Path.Combine(RepositoryPaths.Shared!, relative);
    }

    /// <summary>The lines of a text file, which may be compressed as <c>.gz</c> or the only entry of a <c>.zip</c>.</summary>
    public static IReadOnlyList<string> Lines(string relative)
    {
        var path = Path(relative);
        using var file = File.OpenRead(path);
        using var content = System.IO.Path.GetExtension(path) switch
        {
            ".gz" => new GZipStream(file, CompressionMode.Decompress),
            ".zip" => new ZipArchive(file).Entries.Single().Open(),
            _ => file,
        };
        using var reader = new StreamReader(content);
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
            lines.Add(line);
        return lines;
    }
}
