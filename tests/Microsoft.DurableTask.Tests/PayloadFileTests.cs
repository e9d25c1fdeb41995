using System.Globalization;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Embedded.Journal;
using Microsoft.DurableTask.Entities;
using Microsoft.DurableTask.Tests.Harness;

namespace Microsoft.DurableTask.Tests;

/// <summary>Texts above 64 KB live in files of their own.</summary>
public sealed class PayloadFileTests
{
    private static readonly EntityInstanceId Store = new("store", "1");

    [Fact]
    public async Task LargePayload_SentAndReturned_IsOneFileAndSmallRecords()
    {
        var disk = new MemoryDisk();
        await using (var engine = await StartAsync(disk))
            await RunAsync(engine, 0);
        Assert.Single(disk.Payloads());
        Assert.InRange(disk.Segments().Sum(segment => disk.Bytes(segment).Length), 1, 10_000);
        await using var again = await StartAsync(disk);
        await CheckAsync(again, 0);
    }

    [Fact]
    public async Task LargePayload_CrashAtEveryFileCall_LosesNothingAndLeavesNoOrphans()
    {
        var disk = new MemoryDisk();
        await using (var engine = await StartAsync(disk))
            await RunAsync(engine, 0);
        var calls = disk.Calls;
        for (var count = 1; count <= calls.Count; count++)
        {
            foreach (var share in calls[count - 1].Data is null ? new[] { 1.0 } : [0, 0.5, 1])
            {
                var left = new MemoryDisk().After(calls, count, share);
                await using var again = await StartAsync(left);
                var instances = new List<string>();
                await foreach (var instance in again.Client.GetAllInstancesAsync())
                    instances.Add(instance.InstanceId);
                foreach (var id in instances)
                    await again.EndOfAsync(id);
                Assert.InRange(left.Payloads().Count, instances.Count, 1);
                if (instances.Count > 0)
                    await CheckAsync(again, 0);
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Open_FileMissingOrDamaged_NamesInstanceEventAndFile(bool isMissing)
    {
        var disk = new MemoryDisk();
        await using (var engine = await StartAsync(disk))
            await RunAsync(engine, 0);
        var name = disk.Payloads().Single();
        if (isMissing)
            disk.Open().DeletePayload(name);
        else
            disk.Overwrite(PayloadNumbers.Of(name), [1, 2, 3]);
        var error = await Assert.ThrowsAsync<InvalidDataException>(async () => await (await StartAsync(disk)).DisposeAsync());
        Assert.Contains($"ExecutionStarted of 'copy-0': the payload file 'memory/{name}.payload' is {(isMissing ? "missing" : "damaged")}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_FileDamagedWhileRunning_NamesInstanceEventAndFile()
    {
        var disk = new MemoryDisk();
        await using var engine = await StartAsync(disk);
        await RunAsync(engine, 0);
        await engine.Engine.WhenIdle().Within();
        await engine.Client.Entities.SignalEntityAsync(Store, "set", "");
        disk.Overwrite(PayloadNumbers.Of(disk.Payloads().Single()), [1, 2, 3]);
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => engine.Client.GetInstanceAsync("copy-0", getInputsAndOutputs: true));
        Assert.Contains("ExecutionStarted of 'copy-0'", error.Message, StringComparison.Ordinal);
        Assert.NotNull(await engine.Client.GetInstanceAsync("copy-0"));
    }

    [Fact]
    public async Task Entity_LargeStateChangesOften_OldStatesAreRemoved()
    {
        var disk = new MemoryDisk();
        await using (var engine = await StartAsync(disk))
        {
            for (var n = 0; n < 60; n++)
            {
                await engine.Client.Entities.SignalEntityAsync(Store, "set", TextOf(n));
                await engine.Engine.WhenIdle().Within();
            }
        }

        Assert.InRange(disk.Payloads().Count, 1, 20);
        await using var again = await StartAsync(disk);
        Assert.Equal(TextOf(59), (await again.Client.Entities.GetEntityAsync<string>(Store))!.State);
    }

    [Fact]
    public async Task Purge_ThenCompaction_RemovesFiles()
    {
        var disk = new MemoryDisk();
        await using var engine = await StartAsync(disk);
        await RunAsync(engine, 1000);
        var name = disk.Payloads().Single();
        await engine.Client.PurgeInstanceAsync("copy-1000");
        for (var n = 0; n < 200 && disk.Payloads().Contains(name); n++)
        {
            await RunAsync(engine, n);
            await engine.Client.PurgeInstanceAsync($"copy-{n}");
        }

        Assert.DoesNotContain(name, disk.Payloads());
    }

    [Fact]
    public async Task LargePayload_OnDisk_IsNamedByItsHash()
    {
        using var temp = new TempFolder();
        await using (var engine = await TestEngine.StartAsync(
            tasks => tasks.AddOrchestratorFunc<string, string>("Copy", (_, text) => text), options => options.JournalFolder = temp.Path))
            await RunAsync(engine, 0);
        var file = Directory.GetFiles(temp.Path, "*.payload").Single();
        Assert.Equal(PayloadFile.NameOf(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)), Path.GetFileNameWithoutExtension(file));
    }

    private static string TextOf(int n) => n.ToString(CultureInfo.InvariantCulture) + new string('é', PayloadFile.MaxInRecord / 2);

    private static async Task RunAsync(TestEngine engine, int n)
    {
        await engine.RunAsync("Copy", TextOf(n), new StartOrchestrationOptions($"copy-{n}"));
        await CheckAsync(engine, n);
    }

    private static async Task CheckAsync(TestEngine engine, int n)
    {
        var end = await engine.Client.GetInstanceAsync($"copy-{n}", getInputsAndOutputs: true);
        Assert.Equal(TextOf(n), end!.ReadInputAs<string>());
        Assert.Equal(TextOf(n), end.ReadOutputAs<string>());
    }

    private static Task<TestEngine> StartAsync(MemoryDisk disk)
        => TestEngine.StartAsync(
            tasks => tasks
                .AddOrchestratorFunc<string, string>("Copy", (context, text) => context.CallActivityAsync<string>("Echo", text))
                .AddActivityFunc<string, string>("Echo", (_, text) => text)
                .AddEntity<StoreEntity>("store"),
            options =>
            {
                options.OpenFolder = disk.Open;
                options.SegmentBytes = 4 * PayloadFile.MaxInRecord;
                options.MaxFinishedInMemory = 0;
            });

    private sealed class StoreEntity : TaskEntity<string>
    {
        public void Set(string text) => State = text;

        protected override string InitializeState(TaskEntityOperation entityOperation) => "";
    }
}
