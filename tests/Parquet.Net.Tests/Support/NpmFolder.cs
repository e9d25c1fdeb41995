using System.Diagnostics;
using Serverless.Testing;

namespace Parquet.Net.Tests.Support;

/// <summary>The folder whose package.json pins the other readers and writers.</summary>
internal static class NpmFolder
{
    static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(10);

    public static string Folder { get; } = Path.Combine(RepositoryPaths.Root, "tests", "Parquet.Net.Tests", "interop");

    // npm writes this file last, so that a half-made installation has none.
    static string Done => Path.Combine(Folder, "node_modules", ".package-lock.json");

    static bool IsInstalled => System.IO.File.Exists(Done)
        && System.IO.File.GetLastWriteTimeUtc(Done) >= System.IO.File.GetLastWriteTimeUtc(Path.Combine(Folder, "package-lock.json"));

    /// <summary>Installs what is missing, once for all processes that ask at the same time.</summary>
    public static async Task EnsureAsync()
    {
        using var limit = new CancellationTokenSource(InstallLimit);
        using var exclusive = await AcquireAsync(limit.Token);
        if (IsInstalled)
            return;
        using var npm = Start(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", "ci", "--no-audit", "--no-fund");
        npm.StandardInput.Close();
        try
        {
            var errors = npm.StandardError.ReadToEndAsync(limit.Token);
            await Task.WhenAll(errors, npm.StandardOutput.ReadToEndAsync(limit.Token), npm.WaitForExitAsync(limit.Token));
            if (npm.ExitCode != 0)
                throw new InvalidOperationException($"'npm ci' in '{Folder}' failed; run it there by hand. Its last words: {await errors}");
        }
        catch (OperationCanceledException)
        {
            npm.Kill(entireProcessTree: true);
            throw;
        }

        System.IO.File.SetLastWriteTimeUtc(Done, DateTime.UtcNow);
    }

    /// <summary>Starts a tool of Node.js in the folder.</summary>
    public static Process Start(string tool, params string[] arguments) => Process.Start(new ProcessStartInfo(tool, arguments)
    {
        WorkingDirectory = Folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    static async Task<FileStream> AcquireAsync(CancellationToken cancellationToken)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(Folder, "..", "obj")).FullName, "interop.lock");
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                // Another process installs; the operating system releases its lock, however it ends.
                await Task.Delay(TimeSpan.FromMilliseconds(500), cancellationToken);
            }
        }
    }
}
