using System.Text.RegularExpressions;
using Microsoft.DurableTask.Tests.Harness;
using Serverless.Testing;

namespace Microsoft.DurableTask.Tests.Crash;

/// <summary>
/// Every file call of a run, in turn: the process dies there, the machine loses power there, or the call fails. Then a new engine
/// starts on what is left. The calls are counted, not listed: one that is added tomorrow is covered.
/// </summary>
public sealed partial class FileCallTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1.0)]
    [InlineData(0.0)]
    [InlineData(0.5)]
    [InlineData(0.98)]
    public async Task Restart_ProcessDiedAtAnyCall_FinishesWithNothingLostOrRepeated(double lastShare)
    {
        var (acks, calls) = await CrashRun.RecordAsync(new());
        var points = Enumerable.Range(1, calls.Count).Where(count => lastShare == 1 || calls[count - 1].Data is not null).ToList();
        foreach (var count in points)
            await CrashScenario.CheckAsync(new MemoryDisk().After(calls, count, lastShare), acks, PromisedBy(count, lastShare));
        output.WriteLine($"{points.Count} of {calls.Count} calls: {string.Join(", ", calls.CountBy(call => call.Kind))}");
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Restart_PowerWasCutAtAnyCall_FinishesWithNothingLostOrRepeated(int? seed)
    {
        var luck = seed is { } value ? new Random(value) : null;
        var (acks, calls) = await CrashRun.RecordAsync(new());
        for (var count = 1; count <= calls.Count; count++)
            await CrashScenario.CheckAsync(new MemoryDisk().After(calls, count).AfterPowerCut(luck), acks, PromisedBy(count));
        output.WriteLine($"{calls.Count} calls");
    }

    [Fact]
    public async Task Restart_ProcessDiedAgainWhileItRecovered_FinishesWithNothingLostOrRepeated()
    {
        const int Stride = 6;
        var (acks, calls) = await CrashRun.RecordAsync(new());
        var crashes = 0;
        for (var first = 1; first <= calls.Count; first += Stride)
        {
            var left = new MemoryDisk().After(calls, first, 0.5);
            var promised = PromisedBy(first, 0.5);
            var recovery = left.Clone();
            await CrashScenario.CheckAsync(recovery, acks, promised);
            var more = recovery.Calls;
            for (var second = 1; second <= more.Count; second += second < Stride ? 1 : Stride, crashes++)
                await CrashScenario.CheckAsync(left.After(more, second, 0.5), acks, promised);
        }

        output.WriteLine($"{crashes} second crashes");
    }

    [Theory]
    [InlineData(0.0, false)]
    [InlineData(0.5, false)]
    [InlineData(1.0, false)]
    [InlineData(0.0, true)]
    [InlineData(0.5, true)]
    [InlineData(1.0, true)]
    public async Task Run_AnyCallFails_PromisesOnlyWhatIsKept(double share, bool lasts)
    {
        for (var at = 1; ; at++)
        {
            var disk = new MemoryDisk { Fault = new(at, share, lasts) };
            var acks = new Acknowledgements(disk);
            await CrashRun.RunAsync(disk, acks);
            disk.Fault = null;
            await CrashScenario.CheckAsync(disk, acks);
            if (disk.HasFailed)
                continue;
            output.WriteLine($"{at - 1} calls failed");
            return;
        }
    }

    [Fact]
    public void Engine_EveryCallThatChangesFiles_GoesThroughTheFolderThatTestsReplace()
    {
        var engine = Path.Combine(RepositoryPaths.Root, "embedded", "Microsoft.DurableTask");
        var callers = Directory.EnumerateFiles(engine, "*.cs", SearchOption.AllDirectories)
            .Where(file => FileCall().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetFileName(file));
        // JournalFiles reads through a stream, and does nothing else.
        Assert.Equal(["DiskFolder.cs", "JournalFiles.cs"], callers.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"\b((File|Directory)\.(?!Exists|Enumerate|Read)|FileStream\(|StreamWriter\(|RandomAccess\.(?!Read)|(File|Directory)Info\()")]
    private static partial Regex FileCall();

    /// <summary>A promise follows the call that makes it good; a call that happened in part makes nothing good.</summary>
    private static int PromisedBy(int count, double lastShare = 1) => lastShare < 1 ? count - 1 : count;
}
