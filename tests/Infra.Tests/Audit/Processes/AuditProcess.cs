using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace Serverless.Infra.Tests.Audit.Processes;

/// <summary>A process of AuditKillTarget, which is ready and waits for its start.</summary>
internal sealed class AuditProcess : IDisposable
{
    private static readonly string Target = typeof(AuditProcess).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(attribute => attribute.Key == "AuditKillTarget")
        .Value!;

    private readonly Process process;

    private AuditProcess(Process process) => this.process = process;

    public static Task<AuditProcess> StartAsync(string connectionString, string keys, string name, int writers, int entries, CancellationToken cancellation) =>
        StartAsync([connectionString, keys, name, writers.ToString(CultureInfo.InvariantCulture), entries.ToString(CultureInfo.InvariantCulture)], name, cancellation);

    /// <summary>One that seals the log of a shard, and dies after so many requests that write.</summary>
    public static Task<AuditProcess> StartSealingAsync(string connectionString, string keys, string shard, int writes, CancellationToken cancellation) =>
        StartAsync(["seal", connectionString, keys, shard, writes.ToString(CultureInfo.InvariantCulture)], shard, cancellation);

    private static async Task<AuditProcess> StartAsync(string[] arguments, string name, CancellationToken cancellation)
    {
        var started = new AuditProcess(Process.Start(new ProcessStartInfo("dotnet", [Target, .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true })!);
        if (await started.process.StandardOutput.ReadLineAsync(cancellation) == "ready")
            return started;
        started.Dispose();
        throw new InvalidOperationException($"'{name}' did not start.");
    }

    /// <summary>Lets it work until it ends, or kills it when it has said so many lines; what it could say before it died comes too.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellation, int killAfter = int.MaxValue, bool mayDie = false)
    {
        await process.StandardInput.WriteLineAsync();
        await process.StandardInput.FlushAsync(cancellation);
        var lines = new List<string>();
        while (await process.StandardOutput.ReadLineAsync(cancellation) is { } line)
        {
            lines.Add(line);
            if (lines.Count == killAfter)
                process.Kill();
        }

        await process.WaitForExitAsync(cancellation);
        Assert.True(mayDie || killAfter < int.MaxValue || process.ExitCode == 0, $"It ended with {process.ExitCode}.");
        return lines;
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }
}
