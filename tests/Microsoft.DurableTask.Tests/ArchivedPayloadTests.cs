using System.Globalization;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Embedded;
using Microsoft.DurableTask.Embedded.Hub;
using Microsoft.DurableTask.Embedded.Journal;
using Microsoft.DurableTask.Tests.Harness;

namespace Microsoft.DurableTask.Tests;

/// <summary>Finished orchestrations live in the journal, not on the heap.</summary>
[Collection(nameof(Alone))]
public sealed class ArchivedPayloadTests
{
    [Fact]
    public async Task Finished_ManyWithLargeInputs_TakeFewBytesEach()
    {
        const int Count = 5_000;
        using var temp = new TempFolder();
        await using var engine = await StartAsync(options => options.JournalFolder = temp.Path, flush: false);
        await RunManyAsync(engine, 0, 500);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await RunManyAsync(engine, 500, Count);
        await UntilArchivedAsync(engine);
        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / Count;
        Assert.True(each < 1000, $"{each} bytes each");
    }

    [Fact]
    public async Task Query_Archived_ReadsPayloadsFromTheJournal()
    {
        var disk = new MemoryDisk();
        await using (var engine = await StartAsync(options => options.OpenFolder = disk.Open))
        {
            await RunManyAsync(engine, 0, 3);
            await UntilArchivedAsync(engine);
            await CheckAsync(engine, 3);
        }

        await using var again = await StartAsync(options => options.OpenFolder = disk.Open);
        Assert.All(await InstancesAsync(again), instance => Assert.NotNull(instance.Archive));
        await CheckAsync(again, 3);
    }

    [Fact]
    public async Task Compaction_OfArchived_KeepsThemReadable()
    {
        var disk = new MemoryDisk();
        var count = 0;
        await using (var engine = await StartAsync(options => Small(options, disk)))
        {
            while (count < 20 || (count < 2000 && disk.Segments()[0] == 1))
                await RunManyAsync(engine, count++, 1);
            await UntilArchivedAsync(engine);
            await CheckAsync(engine, count);
        }

        Assert.True(disk.Segments()[0] > 1, "Nothing was compacted.");
        await using var again = await StartAsync(options => Small(options, disk));
        await CheckAsync(again, count);
    }

    [Fact]
    public async Task Query_RecordDamaged_NamesFileAndOffset()
    {
        var disk = new MemoryDisk();
        await using var engine = await StartAsync(options => options.OpenFolder = disk.Open);
        await RunManyAsync(engine, 0, 1);
        await UntilArchivedAsync(engine);
        var place = (await InstancesAsync(engine)).Single().Archive!;
        var bytes = disk.Bytes(place.Segment);
        bytes[(int)place.Offset + place.Length - 1] ^= 1;
        disk.Overwrite(place.Segment, bytes);
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => engine.Client.GetInstanceAsync("work-0", getInputsAndOutputs: true));
        Assert.Contains($"journal-00000001.log, offset {place.Offset - JournalFormat.RecordHeaderSize}", error.Message, StringComparison.Ordinal);
        Assert.NotNull(await engine.Client.GetInstanceAsync("work-0"));
    }

    [Fact]
    public async Task Restart_OfArchived_RunsAgainWithTheSameInput()
    {
        var disk = new MemoryDisk();
        await using var engine = await StartAsync(options => options.OpenFolder = disk.Open);
        await RunManyAsync(engine, 0, 1);
        await UntilArchivedAsync(engine);
        await engine.Client.RestartAsync("work-0");
        await engine.EndOfAsync("work-0");
        await CheckAsync(engine, 1);
    }

    private static void Small(EmbeddedEngineOptions options, MemoryDisk disk)
    {
        options.OpenFolder = disk.Open;
        options.SegmentBytes = 16 * 1024;
    }

    private static string InputOf(int n) => n.ToString(CultureInfo.InvariantCulture) + new string('x', 2000);

    private static async Task RunManyAsync(TestEngine engine, int first, int count)
    {
        var ids = await Task.WhenAll(Enumerable.Range(first, count).Select(n
            => engine.Client.ScheduleNewOrchestrationInstanceAsync("Work", InputOf(n), new StartOrchestrationOptions($"work-{n}"))));
        foreach (var id in ids)
            await engine.EndOfAsync(id);
    }

    private static async Task CheckAsync(TestEngine engine, int count)
    {
        var found = 0;
        await foreach (var instance in engine.Client.GetAllInstancesAsync(new() { FetchInputsAndOutputs = true }))
        {
            found++;
            var input = InputOf(int.Parse(instance.InstanceId["work-".Length..], CultureInfo.InvariantCulture));
            Assert.Equal("Work", instance.Name);
            Assert.Equal(input, instance.ReadInputAs<string>());
            Assert.Equal(input, instance.ReadOutputAs<string>());
            Assert.Equal("halfway", instance.ReadCustomStatusAs<string>());
        }

        Assert.Equal(count, found);
    }

    private static async Task<List<OrchestrationInstance>> InstancesAsync(TestEngine engine)
        => await engine.Engine.Hub.ReadDurableAsync(state => (state.Orchestrations.Values.ToList(), 0L));

    /// <summary>What comes after the last checkpoint in the journal comes after its archiving.</summary>
    private static async Task UntilArchivedAsync(TestEngine engine)
    {
        await engine.Client.Entities.SignalEntityAsync(new("nobody", "1"), "wait");
        Assert.All(await InstancesAsync(engine), instance => Assert.NotNull(instance.Archive));
    }

    private static Task<TestEngine> StartAsync(Action<EmbeddedEngineOptions> configure, bool flush = true)
        => TestEngine.StartAsync(
            tasks => tasks
                .AddOrchestratorFunc<string, string>("Work", (context, input) =>
                {
                    context.SetCustomStatus("halfway");
                    return context.CallActivityAsync<string>("Echo", input);
                })
                .AddActivityFunc<string, string>("Echo", (_, text) => text),
            options =>
            {
                options.FlushToDisk = flush;
                options.MaxFinishedInMemory = 0;
                configure(options);
            });
}
