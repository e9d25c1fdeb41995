using System.Diagnostics;
using System.Globalization;
using Serverless.Cli.Demo;
using Serverless.Core.Reporting.Replay;
using Serverless.Core.Reporting.Writing;
using Serverless.Infra.MarketData;

namespace Serverless.Cli.Simulation;

/// <summary>Replays a span of history through the platform.</summary>
internal sealed class SimulateRun(SimulateOptions options)
{
    private readonly DemoView view = new(options.Json);

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        using var folder = new DemoFolder(options.Folder, keep: false);
        await ReplayFolder.RequireSameAsync(folder.Path, options, cancellation);
        await using var platform = new SimulatedPlatform(folder.Path);
        using (var storage = platform.OpenStorage())
        {
            await new DemoData(storage.Blobs, view).SeedAsync(options.Data, options.Settings.Seed, cancellation);
            ReplayData.Require(await new MarketDataStore(storage.Blobs, TimeProvider.System).ListAsync(cancellation), options, view);
        }

        view.Step(string.Create(CultureInfo.InvariantCulture, $"Replaying {options.From:yyyy-MM-dd} to {options.To:yyyy-MM-dd}, profile '{options.Settings.Profile}'"));
        var started = Stopwatch.GetTimestamp();
        if (!await ReplayAsync(platform, cancellation))
            return ExitCode.Partial;
        return await TellAsync(platform, folder.Path, Stopwatch.GetElapsedTime(started), cancellation);
    }

    /// <returns>False when it was stopped before the end.</returns>
    private async Task<bool> ReplayAsync(SimulatedPlatform platform, CancellationToken cancellation)
    {
        var progress = new ReplayProgress(options, platform, view, TimeProvider.System);
        try
        {
            await platform.StartHostAsync(options, cancellation);
            await platform.FollowAsync(clock => progress.ShowAsync(clock, cancellation), cancellation);
            return true;
        }
        catch (OperationCanceledException)
        {
            var reached = progress.Now is { } now ? string.Create(CultureInfo.InvariantCulture, $" at {now:yyyy-MM-dd}") : "";
            view.Warning(options.Folder is null
                ? $"Stopped{reached}. Nothing was kept; name a --folder to be able to go on."
                : $"Stopped{reached}. Run the same command again to go on from there.");
            return false;
        }
        finally
        {
            await platform.StopHostAsync();
        }
    }

    private async Task<int> TellAsync(SimulatedPlatform platform, string folder, TimeSpan elapsed, CancellationToken cancellation)
    {
        view.Step("Reading the trail again, and adding up what was earned");
        using var storage = platform.OpenStorage();
        var trail = await ReplayTrail.ReadAsync(storage, cancellation);
        var input = await new ReplayReader(storage, options).ReadAsync(trail, cancellation);
        var summary = ReplaySummary.Of(input);
        if ((options.Report ?? (options.Folder is null ? null : Path.Combine(folder, "report.html"))) is { } path)
        {
            await WriteAsync(path, HtmlReport.Write(ReplayReport.Of(input, summary)), cancellation);
            view.Step($"Report: {path}");
        }

        if (options.Json)
            Console.WriteLine(SimulationJson.Of(input, summary, trail, elapsed));
        else
            SimulationView.Write(input, summary, trail, elapsed);
        return trail.Audit.IsIntact ? ExitCode.Success : ExitCode.VerificationFailed;
    }

    private static async Task WriteAsync(string path, byte[] page, CancellationToken cancellation)
    {
        try
        {
            await File.WriteAllBytesAsync(path, page, cancellation);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"The report cannot be written: {error.Message}", ExitCode.Failure, error);
        }
    }
}
