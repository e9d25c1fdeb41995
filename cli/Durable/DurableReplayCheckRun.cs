using System.Diagnostics;

namespace Serverless.Cli.Durable;

/// <summary>Starts the functions host, which has the orchestrators, with the switch for the check; it writes the report itself.</summary>
internal static class DurableReplayCheckRun
{
    public static async Task<int> RunAsync(string folder, string host, CancellationToken cancellation)
    {
        if (!Directory.Exists(folder))
            throw new CommandException($"There is no folder '{folder}'.");
        if (!File.Exists(host))
            throw new CommandException($"The functions host is not built: '{host}' does not exist. Run 'dotnet build functions' first.");
        var start = new ProcessStartInfo("dotnet", [host, "--replay-check", Path.GetFullPath(folder)]);
        // The check touches no storage, but the application wants the setting to exist.
        start.Environment.TryAdd("AzureWebJobsStorage", "UseDevelopmentStorage=true");
        using var process = Process.Start(start)!;
        try
        {
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
