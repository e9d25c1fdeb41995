using Serverless.Core.Audit.Bundles;

namespace Serverless.Infra.Audit.Bundles;

/// <summary>A bundle in a folder.</summary>
/// <param name="folder">The folder; holds nothing else.</param>
public sealed class FolderBundle(string folder) : IBundle, IBundleTarget
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names { get; } = Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/'))]
        : [];

    /// <inheritdoc/>
    public Stream Open(string name)
    {
        try
        {
            return File.OpenRead(Path.Combine(folder, name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException(e.Message, e);
        }
    }

    /// <inheritdoc/>
    public Stream Create(string name)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new FileStream(path, FileMode.CreateNew);
    }
}
