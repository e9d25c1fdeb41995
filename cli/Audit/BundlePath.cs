using Serverless.Core.Audit.Bundles;
using Serverless.Infra.Audit.Bundles;

namespace Serverless.Cli.Audit;

/// <summary>A bundle by its path: a folder, or a zip archive.</summary>
internal static class BundlePath
{
    private const string ZipSuffix = ".zip";

    public static T Read<T>(string path, Func<IBundle, T> read)
    {
        if (Directory.Exists(path))
            return read(new FolderBundle(path));
        using var zip = OpenZip(path);
        return read(zip);
    }

    /// <summary>Reads it as long as a task takes.</summary>
    public static async Task ReadAsync(string path, Func<IBundle, Task> read)
    {
        if (Directory.Exists(path))
        {
            await read(new FolderBundle(path));
            return;
        }

        using var zip = OpenZip(path);
        await read(zip);
    }

    public static async Task WriteAsync(string path, Func<IBundleTarget, Task> write)
    {
        if (File.Exists(path) || Directory.Exists(path))
            throw new CommandException($"'{path}' exists already: give the name of a new folder, or of a new file that ends with {ZipSuffix}.", ExitCode.Usage);
        if (!path.EndsWith(ZipSuffix, StringComparison.OrdinalIgnoreCase))
        {
            await write(new FolderBundle(path));
            return;
        }

        await using var file = File.Create(path);
        using var zip = new ZipBundleTarget(file);
        await write(zip);
    }

    private static ZipBundle OpenZip(string path) => File.Exists(path)
        ? new ZipBundle(File.OpenRead(path))
        : throw new CommandException($"'{path}' does not exist: give a bundle, which is a folder or a zip archive.", ExitCode.Usage);
}
