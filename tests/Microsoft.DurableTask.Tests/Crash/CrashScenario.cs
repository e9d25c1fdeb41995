using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Embedded;
using Microsoft.DurableTask.Embedded.Fsck;
using Microsoft.DurableTask.Embedded.History;
using Microsoft.DurableTask.Embedded.Hub;
using Microsoft.DurableTask.Entities;
using Microsoft.DurableTask.Tests.Harness;

namespace Microsoft.DurableTask.Tests.Crash;

/// <summary>A little of everything that is durable, and what must hold whenever it stopped and was started again.</summary>
internal static class CrashScenario
{
    private const int Works = 4;
    private static readonly EntityInstanceId Ledger = new("ledger", "1");

    public static Task<TestEngine> StartAsync(MemoryDisk disk, ConcurrentQueue<string> executed, int maxSegments = 2)
        => TestEngine.StartAsync(
            tasks => tasks
                .AddOrchestratorFunc<int, string>("Work", WorkAsync)
                .AddOrchestratorFunc<int, string>("Child", (context, n) => context.CallActivityAsync<string>("Step", $"child{n}"))
                .AddOrchestratorFunc<List<string>, string>("Loop", LoopAsync)
                .AddOrchestratorFunc<List<string>>("ReadLedger", context => context.Entities.CallEntityAsync<List<string>>(Ledger, "all"))
                .AddActivityFunc<string, string>("Step", (context, text) =>
                {
                    executed.Enqueue(((EmbeddedActivityContext)context).IdempotencyKey);
                    return text;
                })
                .AddEntity<LedgerEntity>("ledger"),
            options =>
            {
                options.OpenFolder = disk.Open;
                options.SegmentBytes = 1500;
                options.MaxSegments = maxSegments;
                options.MaxFinishedInMemory = 1;
                options.ThrowStatusExceptionsOnRaiseEvent = false;
            },
            time: new HastyTimeProvider());

    public static async Task RunAsync(TestEngine engine, Acknowledgements acks)
    {
        var client = engine.Client;
        for (var n = 0; n < Works; n++)
        {
            var (id, entry) = ($"work-{n}", $"client {n}");
            if (!await acks.TryAsync(Promise.Started, id, () => client.ScheduleNewOrchestrationInstanceAsync("Work", n, new StartOrchestrationOptions(id))))
                continue;
            await acks.TryAsync(Promise.Signalled, entry, () => client.Entities.SignalEntityAsync(Ledger, "enter", entry));
            if (await acks.TryAsync(Promise.Raised, id, () => client.RaiseEventAsync(id, "go", n)))
                await acks.TryAsync(Promise.Ended, id, () => engine.EndOfAsync(id));
        }

        if (await acks.TryAsync(
            Promise.Started, "loop", () => client.ScheduleNewOrchestrationInstanceAsync("Loop", new List<string>(), new StartOrchestrationOptions("loop")))
            && await acks.TryAsync(Promise.Ended, "loop", () => engine.EndOfAsync("loop")))
        {
            await acks.TryAsync(Promise.Purged, "child:0", () => client.PurgeInstanceAsync("child:0"));
        }
    }

    /// <param name="calls">Promises given later than at this file call do not count.</param>
    public static async Task CheckAsync(MemoryDisk disk, Acknowledgements acks, int calls = int.MaxValue)
    {
        AssertIntact(JournalCheck.Run(disk.Open(), out var state));
        foreach (var id in acks.Of(Promise.Started, calls))
            Assert.Contains(id, state.Orchestrations.Keys);
        foreach (var id in acks.Of(Promise.Ended, calls))
            Assert.Equal(OutputOf(id), JsonSerializer.Deserialize<string>(state.Orchestrations[id].Completed!.Result!));
        foreach (var id in acks.Of(Promise.Purged, calls))
            Assert.DoesNotContain(id, state.Orchestrations.Keys);

        string[] ids = [.. state.Orchestrations.Keys.Where(id => OutputOf(id) is not null).Order(StringComparer.Ordinal)];
        string[] done = [.. state.Orchestrations.Values.SelectMany(DoneActivities)];
        var executed = new ConcurrentQueue<string>();
        await using (var engine = await StartAsync(disk, executed))
        {
            foreach (var id in ids.Except(acks.Of(Promise.Raised, calls)))
                await engine.Client.RaiseEventAsync(id, "go", 0);
            foreach (var id in ids)
                Assert.Equal(OutputOf(id), (await engine.EndOfAsync(id)).ReadOutputAs<string>());
            var entries = (await engine.RunAsync("ReadLedger")).ReadOutputAs<List<string>>() ?? [];
            Assert.Equal(entries.Distinct(), entries);
            Assert.Empty(acks.Of(Promise.Signalled, calls).Except(entries));
            Assert.Equal(ids.Where(IsWork), entries.Where(IsWork).Order(StringComparer.Ordinal));
            await engine.StopAsync();
        }

        Assert.Equal(executed.Distinct(), executed);
        Assert.Empty(executed.Intersect(done));
        AssertIntact(JournalCheck.Run(disk.Open()));
    }

    private static async Task<string> WorkAsync(TaskOrchestrationContext context, int n)
    {
        var first = context.CallActivityAsync<string>("Step", $"{n}a");
        var second = context.CallActivityAsync<string>("Step", $"{n}b");
        await context.Entities.SignalEntityAsync(Ledger, "enter", context.InstanceId);
        var child = await context.CallSubOrchestratorAsync<string>("Child", n, new SubOrchestrationOptions(instanceId: $"child:{n}"));
        await context.CreateTimer(TimeSpan.FromMilliseconds(1), default);
        await context.WaitForExternalEvent<int>("go");
        await using (await context.Entities.LockEntitiesAsync(Ledger))
            return $"{await first}{await second} {child} {await context.Entities.CallEntityAsync<int>(Ledger, "count", context.InstanceId)}";
    }

    private static async Task<string> LoopAsync(TaskOrchestrationContext context, List<string> so)
    {
        if (so.Count == 2)
            return string.Join(' ', so);
        context.ContinueAsNew((List<string>)[.. so, await context.CallActivityAsync<string>("Step", $"loop{so.Count}")]);
        return "";
    }

    private static string? OutputOf(string id)
        => IsWork(id) ? $"{id[^1]}a{id[^1]}b child{id[^1]} 1" : id == "loop" ? "loop0 loop1" : null;

    private static bool IsWork(string id) => id.StartsWith("work-", StringComparison.Ordinal);

    private static IEnumerable<string> DoneActivities(OrchestrationInstance instance)
        => instance.History.OfType<TaskCompleted>().Select(done => $"{instance.Id}:{instance.Start.ExecutionId}:{done.Id}");

    private static void AssertIntact(JournalReport report)
    {
        Assert.Null(report.Scan.Damage);
        Assert.Empty(report.Lost);
        Assert.Empty(report.Faults);
    }

    private sealed class LedgerEntity : TaskEntity<List<string>>
    {
        public void Enter(string entry) => State.Add(entry);

        public int Count(string entry) => State.Count(e => e == entry);

        public List<string> All() => State;
    }
}
