using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Embedded.Fsck;
using Microsoft.DurableTask.Embedded.Hub;
using Microsoft.DurableTask.Embedded.Journal;
using Microsoft.DurableTask.Tests.Harness;
using Microsoft.Extensions.Logging.Abstractions;

namespace Microsoft.DurableTask.Tests.Crash;

/// <summary>A journal of many segments, damaged after it was written.</summary>
public sealed class DamageTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(2)]
    [InlineData(100)]
    public async Task Open_AnyByteChanged_IsRefusedUnlessTheLastBatchAloneIsHit(int maxSegments)
    {
        var disk = await WriteAsync(maxSegments);
        var (refused, cut) = (0, 0);
        foreach (var segment in disk.Segments())
        {
            for (var i = 0; i < disk.Bytes(segment).Length; i += 5)
            {
                var damaged = With(disk, segment, bytes => [.. bytes[..i], (byte)(bytes[i] ^ 0x10), .. bytes[(i + 1)..]]);
                var report = JournalCheck.Run(damaged.Open());
                if (report.Scan.Damage is { } damage)
                {
                    AssertRefused(damaged, damage, segment, i);
                    refused++;
                }
                else
                {
                    Assert.Equal(disk.Segments()[^1], segment);
                    Assert.InRange(i, report.Scan.TornTail!.Offset, report.Scan.TornTail.Offset + report.Scan.TornTail.Bytes);
                    cut++;
                }
            }
        }

        output.WriteLine($"{refused} refused, {cut} in the last batch");
        Assert.True(refused > cut);
    }

    [Fact]
    public async Task Open_SegmentCutAnywhere_IsRefusedUnlessItIsTheLast()
    {
        var disk = await WriteAsync(maxSegments: 100);
        foreach (var segment in disk.Segments().SkipLast(1))
        {
            for (var length = 0; length < disk.Bytes(segment).Length; length += 3)
            {
                var damaged = With(disk, segment, bytes => bytes[..length]);
                AssertRefused(damaged, JournalCheck.Run(damaged.Open()).Scan.Damage!, segment, length);
            }
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(100)]
    public async Task Salvage_DamagedAnywhere_WritesAJournalThatOpens(int maxSegments)
    {
        var disk = await WriteAsync(maxSegments);
        var nothing = new Acknowledgements(new MemoryDisk());
        foreach (var segment in disk.Segments())
        {
            for (var i = 0; i < disk.Bytes(segment).Length; i += 97)
            {
                var damaged = With(disk, segment, bytes => [.. bytes[..i], (byte)(bytes[i] ^ 0x10), .. bytes[(i + 1)..]]);
                var report = JournalCheck.Run(damaged.Open());
                var saved = new MemoryDisk();
                JournalSalvage.Write(damaged.Open(), report, saved.Open());
                var after = JournalCheck.Run(saved.Open());
                Assert.True(after.IsIntact);
                Assert.Null(after.Scan.TornTail);
                Assert.Equal(report.Records + (report.Lost.Count > 0 ? 1 : 0), after.Records);
                Assert.Equal(report.Orchestrations, after.Orchestrations);
                if (maxSegments > 2)
                {
                    await CrashScenario.CheckAsync(saved, nothing);
                }
                else
                {
                    await using var engine = await CrashScenario.StartAsync(saved, new());
                }
            }
        }
    }

    [Fact]
    public async Task Salvage_OrchestrationWithoutBeginning_LeavesItOut()
    {
        var disk = new MemoryDisk();
        var folder = disk.Open();
        await using (var journal = new FileJournal(folder, new PayloadStore(folder), new(), default, TimeProvider.System, NullLogger.Instance))
        {
            var writer = new PayloadWriter();
            ChangeCodec.Write(writer, new EpisodeCommitted("lost", [], [], OrchestrationRuntimeStatus.Running, null, DateTime.UnixEpoch));
            journal.Append(writer.Written, []);
        }

        await Assert.ThrowsAsync<InvalidDataException>(() => CrashScenario.StartAsync(disk, new()));
        var report = JournalCheck.Run(disk.Open());
        Assert.Equal(["lost"], report.Lost);
        var saved = new MemoryDisk();
        JournalSalvage.Write(disk.Open(), report, saved.Open());
        Assert.True(JournalCheck.Run(saved.Open()).IsIntact);
        await CrashScenario.CheckAsync(saved, new Acknowledgements(saved));
    }

    /// <summary>A whole run; with few segments the first of them are gone.</summary>
    private static async Task<MemoryDisk> WriteAsync(int maxSegments)
    {
        var disk = new MemoryDisk();
        await CrashRun.RunAsync(disk, new Acknowledgements(disk), maxSegments);
        Assert.Equal(maxSegments > 2, disk.Segments()[0] == 1);
        Assert.True(disk.Segments().Count > 2);
        return disk;
    }

    private static MemoryDisk With(MemoryDisk disk, int segment, Func<byte[], byte[]> change)
    {
        var copy = disk.Clone();
        copy.Overwrite(segment, change(disk.Bytes(segment)));
        return copy;
    }

    /// <summary>The file that the reason names is the damaged one, or the next where the damage looks like an end.</summary>
    private static void AssertRefused(MemoryDisk disk, JournalFault damage, int segment, int position)
    {
        var folder = disk.Open();
        Assert.True(
            (damage.File == folder.PathOf(segment) && damage.Offset <= position) || damage.File == folder.PathOf(segment + 1),
            $"Segment {segment} damaged at {position}: {damage}");
        var error = Assert.Throws<InvalidDataException>(() => JournalReader.Read(folder, (_, _) => { }, NullLogger.Instance));
        Assert.Contains($"{damage.File}, offset {damage.Offset}: {damage.Reason}", error.Message, StringComparison.Ordinal);
    }
}
