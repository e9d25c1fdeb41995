using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Embedded.Replay;
using Microsoft.DurableTask.Entities;
using Microsoft.DurableTask.Tests.Harness;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.Logging.Abstractions;

namespace Microsoft.DurableTask.Tests.Replay;

public sealed class ReplayCheckTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Run_TheSameCode_IsOk()
    {
        await using (var engine = await StoreAsync())
            Assert.All(await CheckAsync(Version1), verdict => Assert.Equal((ReplayOutcome.Ok, null), (verdict.Outcome, verdict.Detail)));
        var verdicts = await CheckAsync(Version1);
        Assert.Equal(["done", "locks", "waits"], verdicts.Select(verdict => verdict.InstanceId));
        Assert.All(verdicts, verdict => Assert.Equal((ReplayOutcome.Ok, null), (verdict.Outcome, verdict.Detail)));
        Assert.Equal([OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Running], verdicts.Select(v => v.Status));
    }

    [Fact]
    public async Task Run_ChangedCode_ReportsExpectedAndActual()
    {
        await using (await StoreAsync())
        {
        }

        var verdicts = await CheckAsync(tasks =>
        {
            tasks.AddOrchestratorFunc("Done", async context =>
            {
                await context.CallActivityAsync<int>("Work", 1);
                await context.CallActivityAsync<int>("Work", 2);
            });
            tasks.AddOrchestratorFunc("Waits", async context =>
            {
                await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
                await context.WaitForExternalEvent<int>("Go");
            });
        });
        Assert.Equal(
            [
                (ReplayOutcome.NonDeterministic, "history expects the end, but the code scheduled an activity task with sequence ID 1 and name 'Work'"),
                (ReplayOutcome.NotRegistered, "No orchestrator task named 'Locks' was found."),
                (ReplayOutcome.NonDeterministic, "history expects an activity task with sequence ID 0 and name 'Work', but the code scheduled a timer task with sequence ID 0"),
            ],
            verdicts.Select(verdict => (verdict.Outcome, verdict.Detail!)));
    }

    [Fact]
    public async Task Run_CodeThatAddsACallAtTheEnd_IsOkAndSaysWhat()
    {
        await using (await StoreAsync())
        {
        }

        var verdicts = await CheckAsync(tasks =>
        {
            tasks.AddOrchestratorFunc("Waits", async context =>
            {
                var work = context.CallActivityAsync<int>("Work", 1);
                _ = context.CallActivityAsync<int>("Report", 1);
                await work;
                await context.WaitForExternalEvent<int>("Go");
            });
        });
        Assert.Equal(
            (ReplayOutcome.Ok, "would also schedule an activity task with sequence ID 1 and name 'Report'"), (verdicts[2].Outcome, verdicts[2].Detail));
    }

    [Fact]
    public async Task ReadJournal_OfAStoppedHub_LeavesTheFolderAsItWas()
    {
        await using (await StoreAsync())
        {
        }

        var before = Content();
        ReplayCheck.ReadJournal(folder.Path, NullLogger.Instance);
        Assert.Equal(before, Content());
    }

    [Fact]
    public void ReadJournal_NoJournal_SaysWhereToLook()
    {
        var error = Assert.Throws<InvalidDataException>(() => ReplayCheck.ReadJournal(folder.Path, NullLogger.Instance));
        Assert.Contains(folder.Path, error.Message);
        Assert.Contains("DurableJournalFolder", error.Message);
    }

    private static void Version1(DurableTaskRegistry tasks)
    {
        tasks.AddActivityFunc<int, int>("Work", (_, n) => n);
        tasks.AddEntity("counter", _ => new Counter());
        tasks.AddOrchestratorFunc("Done", context => context.CallActivityAsync<int>("Work", 1));
        tasks.AddOrchestratorFunc("Locks", async context =>
        {
            // Never released by the code: the engine does so at the end.
            await context.Entities.LockEntitiesAsync(new EntityInstanceId("counter", "c"));
            return await context.CallActivityAsync<int>("Work", 1);
        });
        tasks.AddOrchestratorFunc("Waits", async context =>
        {
            await context.CallActivityAsync<int>("Work", 1);
            await context.WaitForExternalEvent<int>("Go");
        });
    }

    private Task<TestEngine> OpenAsync(Action<DurableTaskRegistry> tasks) => TestEngine.StartAsync(tasks, options => options.JournalFolder = folder.Path);

    private async Task<TestEngine> StoreAsync()
    {
        var engine = await OpenAsync(Version1);
        foreach (var name in (string[])["Done", "Locks", "Waits"])
            await engine.Client.ScheduleNewOrchestrationInstanceAsync(name, null, new StartOrchestrationOptions(name.ToLowerInvariant()));
        await engine.EndOfAsync("done");
        await engine.EndOfAsync("locks");
        await engine.Client.WaitForInstanceStartAsync("waits", Limit.Token);
        return engine;
    }

    /// <summary>Checks with an engine of its own that never opens the journal.</summary>
    private async Task<List<ReplayVerdict>> CheckAsync(Action<DurableTaskRegistry> tasks)
    {
        await using var engine = await TestEngine.StartAsync(_ => { });
        var registry = new DurableTaskRegistry();
        tasks(registry);
        var check = new ReplayCheck(engine.Engine.SessionsFor(registry, new DurableTaskWorkerOptions()));
        return [.. check.Run(ReplayCheck.ReadJournal(folder.Path, NullLogger.Instance))];
    }

    private List<(string Name, DateTime Written, string Data)> Content()
        => [.. Directory.EnumerateFiles(folder.Path).Order().Select(file => (file, File.GetLastWriteTimeUtc(file), Convert.ToHexString(File.ReadAllBytes(file))))];

    private sealed class Counter : TaskEntity<int>;
}
