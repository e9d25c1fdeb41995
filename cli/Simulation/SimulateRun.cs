using System.Diagnostics;
using System.Globalization;
using Serverless.Cli.Demo;

namespace Serverless.Cli.Simulation;

/// <summary>Replays a span of history through the platform.</summary>
internal sealed class SimulateRun(SimulateOptions options)
{
    private readonly DemoView view = new(options.Json);

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        using var folder = new DemoFolder(options.Folder, keep: false);
        await using var platform = new SimulatedPlatform(folder.Path);
        using (var storage = platform.OpenStorage())
            await new DemoData(storage.Blobs, view).SeedAsync(options.Data, options.Seed, cancellation);
        view.Step(string.Create(CultureInfo.InvariantCulture, $"Replaying {options.From:yyyy-MM-dd} to {options.To:yyyy-MM-dd}"));
        var started = Stopwatch.GetTimestamp();
        await platform.StartHostAsync(options, cancellation);
        await platform.FollowAsync(Progress(), cancellation);
        await platform.StopHostAsync();
        using var result = platform.OpenStorage();
        SimulationView.Write(await SimulationReport.ReadAsync(result, cancellation), options, Stopwatch.GetElapsedTime(started));
        return ExitCode.Success;
    }

    private Action<VirtualClockStatus> Progress()
    {
        var shown = options.From;
        return clock =>
        {
            if (clock.Now - shown < TimeSpan.FromDays(30) && !clock.IsOver)
                return;
            shown = clock.Now;
            view.Step(string.Create(CultureInfo.InvariantCulture, $"{clock.Now:yyyy-MM-dd}, {(clock.Now - options.From) / (options.To - options.From):P0}"));
        };
    }
}
