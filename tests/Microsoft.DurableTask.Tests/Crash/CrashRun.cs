using System.Collections.Concurrent;
using Microsoft.DurableTask.Tests.Harness;

namespace Microsoft.DurableTask.Tests.Crash;

/// <summary>Runs the scenario once, as far as the disk lets it.</summary>
internal static class CrashRun
{
    /// <summary>All of it, on a sound disk.</summary>
    public static async Task<(Acknowledgements Acks, IReadOnlyList<DiskCall> Calls)> RecordAsync(MemoryDisk disk)
    {
        var acks = new Acknowledgements(disk);
        await RunAsync(disk, acks);
        Assert.Superset(Enum.GetValues<DiskCallKind>().ToHashSet(), disk.Calls.Select(call => call.Kind).ToHashSet());
        return (acks, disk.Calls);
    }

    public static async Task RunAsync(MemoryDisk disk, Acknowledgements acks, int maxSegments = 2)
    {
        TestEngine engine;
        var executed = new ConcurrentQueue<string>();
        try
        {
            engine = await CrashScenario.StartAsync(disk, executed, maxSegments);
        }
        catch (IOException) when (disk.HasFailed)
        {
            return;
        }

        await using (engine)
        {
            var run = CrashScenario.RunAsync(engine, acks);
            await (await Task.WhenAny(run, disk.Dead));
            await engine.StopAsync();
        }

        Assert.Equal(executed.Distinct(), executed);
    }
}
