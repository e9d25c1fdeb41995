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
        if (!File.Exists(path))
            throw new CommandException($"'{path}' does not exist: give a bundle, which is a folder or a zip archive.", ExitCode.Usage);
        using var zip = new ZipBundle(File.OpenRead(path));
        return read(zip);
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
}
