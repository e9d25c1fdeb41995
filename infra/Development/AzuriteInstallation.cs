using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Serverless.Infra.Development;

/// <summary>Installs the Azurite that a folder's package.json pins, once for all processes that ask at the same time.</summary>
internal static class AzuriteInstallation
{
    static readonly TimeSpan LockRetry = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(10);

    /// <summary>Returns the path of Azurite's main script, after <c>npm ci</c> where the pinned version is not complete.</summary>
    public static async Task<string> EnsureAsync(AzuriteOptions options, CancellationToken cancellationToken)
    {
        var folder = Path.GetFullPath(options.ToolFolder);
        if (!File.Exists(Path.Combine(folder, "package.json")))
            throw new AzuriteException($"'{folder}' has no package.json; AzuriteOptions.ToolFolder must be the repository's infra/azurite.");
        if (!IsComplete(folder))
        {
            using var limit = new CancellationTokenSource(InstallLimit, options.TimeProvider);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            try
            {
                using var exclusive = await AcquireAsync(folder, options.TimeProvider, either.Token).ConfigureAwait(false);
                if (!IsComplete(folder))
                    await InstallAsync(folder, either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new AzuriteException(
                    $"Azurite was not installed within {InstallLimit.TotalMinutes} minutes; run 'npm ci' in '{folder}' and see what it waits for.");
            }
        }

        return MainScript(folder);
    }

    static string MainScript(string folder) =>
        Path.Combine(folder, "node_modules", "azurite", "dist", "src", "azurite.js");

    /// <summary>npm writes node_modules/.package-lock.json as its last step, so a half-made installation has none.</summary>
    static bool IsComplete(string folder)
    {
        var modules = Path.Combine(folder, "node_modules");
        var installed = Path.Combine(modules, "azurite", "package.json");
        return File.Exists(Path.Combine(modules, ".package-lock.json")) && File.Exists(installed) && File.Exists(MainScript(folder))
            && Read(installed).GetProperty("version").GetString()
                == Read(Path.Combine(folder, "package.json")).GetProperty("dependencies").GetProperty("azurite").GetString();
    }

    static JsonElement Read(string file) => JsonElement.Parse(File.ReadAllText(file));

    static async Task<FileStream> AcquireAsync(string folder, TimeProvider time, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, ".azurite")).FullName, "install.lock");
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                // Another process installs; the operating system releases its lock when it ends, however it ends.
                await Task.Delay(LockRetry, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    static async Task InstallAsync(string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci", "--no-audit", "--no-fund"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var npm = Start(start, "npm");
        npm.StandardInput.Close();
        var tail = new OutputTail();
        try
        {
            await Task.WhenAll(tail.ReadAllAsync(npm.StandardOutput), tail.ReadAllAsync(npm.StandardError), npm.WaitForExitAsync(CancellationToken.None))
                .WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            npm.Kill(entireProcessTree: true);
            throw;
        }

        if (npm.ExitCode != 0)
            throw new AzuriteException(
                $"'npm ci' in '{folder}' ended with exit code {npm.ExitCode}; check that npm reaches its registry, then run it there by hand. Its last words:{Environment.NewLine}{tail}");
    }

    /// <summary>Starts a tool of Node.js, or says that Node.js is missing.</summary>
    public static Process Start(ProcessStartInfo start, string tool)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new AzuriteException($"'{tool}' could not be started ({exception.Message}); install Node.js 20 or later and see that it is on the PATH.", exception);
        }
    }
}
