using System.Collections.Concurrent;
using System.Diagnostics;

namespace Serverless.Infra.Development;

/// <summary>
/// The functions host as a child process on a free loopback port. Disposal stops it gracefully, then by force; it also stops by itself
/// when the process that started it is gone, because its standard input closes then.
/// </summary>
public sealed class FunctionsHostProcess : IAsyncDisposable
{
    private const string ListeningPrefix = "Now listening on: ";
    private const int LinesKept = 20;
    private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(35);

    private readonly Process process;

    private FunctionsHostProcess(Process process, Uri address)
    {
        this.process = process;
        Address = address;
    }

    /// <summary>Where the host answers, for example <c>http://127.0.0.1:41234/</c>.</summary>
    public Uri Address { get; }

    /// <summary>Completes when the process has ended, whoever ended it.</summary>
    public Task Exited => process.WaitForExitAsync();

    /// <summary>Starts the host and waits until it answers.</summary>
    /// <exception cref="DevelopmentHostException">It ended before it listened; the message holds the last lines that it wrote.</exception>
    public static async Task<FunctionsHostProcess> StartAsync(FunctionsHostOptions options, CancellationToken cancellation)
    {
        if (!File.Exists(options.HostAssembly))
            throw new DevelopmentHostException($"The functions host is not built: '{options.HostAssembly}' does not exist. Run 'dotnet build functions' first.");

        var process = new Process { StartInfo = StartInfo(options), EnableRaisingEvents = true };
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var tail = new ConcurrentQueue<string>();
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.StartsWith(ListeningPrefix, StringComparison.Ordinal) == true)
                listening.TrySetResult(new Uri(line.Data[ListeningPrefix.Length..].Trim()));
        };
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null)
                return;
            if (!line.Data.StartsWith("   at ", StringComparison.Ordinal))
                tail.Enqueue(line.Data);
            while (tail.Count > LinesKept)
                tail.TryDequeue(out var _);
            options.Log?.Invoke(line.Data);
        };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        var first = await Task.WhenAny(listening.Task, process.WaitForExitAsync(cancellation));
        if (first == listening.Task)
            return new FunctionsHostProcess(process, await listening.Task);

        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
        cancellation.ThrowIfCancellationRequested();
        throw new DevelopmentHostException(
            $"The functions host ended with code {process.ExitCode} before it listened. It said:{Environment.NewLine}{string.Join(Environment.NewLine, tail)}");
    }

    /// <summary>Ends the process at once, as a power cut would (SIGKILL), and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.StandardInput.Close();
            using var grace = new CancellationTokenSource(GracePeriod);
            try
            {
                await process.WaitForExitAsync(grace.Token);
            }
            catch (OperationCanceledException)
            {
                await KillAsync();
            }
        }

        process.Dispose();
    }

    private static ProcessStartInfo StartInfo(FunctionsHostOptions options)
    {
        var info = new ProcessStartInfo("dotnet", [options.HostAssembly])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(options.HostAssembly),
        };
        info.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        info.Environment["StopWhenInputCloses"] = "true";
        info.Environment["DurableJournalFolder"] = options.JournalFolder;
        foreach (var (name, value) in options.Settings)
            info.Environment[name] = value;
        return info;
    }
}
