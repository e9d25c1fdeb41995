using Microsoft.DurableTask.Embedded.Journal;
using Microsoft.DurableTask.Tests.Harness;
using Microsoft.Extensions.Logging.Abstractions;

namespace Microsoft.DurableTask.Tests;

public sealed class JournalTests
{
    private static readonly byte[][] Payloads = [[1], [2, 2], [], [.. Enumerable.Range(0, 100).Select(i => (byte)i)], [5]];

    [Fact]
    public async Task Append_ThenReopen_ReadsTheSameRecords()
    {
        using var temp = new TempFolder();
        await WriteAsync(new DiskFolder(temp.Path), Payloads);
        await WriteAsync(new DiskFolder(temp.Path), [[6]]);
        Assert.Equal([.. Payloads, [6]], Read(new DiskFolder(temp.Path)));
    }

    [Fact]
    public async Task Append_BeyondSegmentSize_RollsAndDeletes()
    {
        var disk = new MemoryDisk();
        var journal = Open(disk.Open(), segmentBytes: 64);
        for (var i = 0; i < 10; i++)
            await AppendAsync(journal, new byte[50]);
        Assert.True(disk.Segments().Count > 3);
        journal.DeleteBefore(3);
        await journal.DisposeAsync();
        Assert.Equal(3, disk.Segments()[0]);
        Assert.NotEmpty(Read(disk.Open()));
    }

    [Fact]
    public async Task Open_TailCutAtEveryByte_KeepsEveryWholeRecord()
    {
        var disk = new MemoryDisk();
        await WriteAsync(disk.Open(), Payloads);
        var whole = disk.Bytes(1);
        for (var length = 0; length <= whole.Length; length++)
        {
            var cut = new MemoryDisk();
            cut.Overwrite(1, whole[..length]);
            var kept = Read(cut.Open());
            Assert.Equal(Payloads.Take(kept.Count), kept);
            await WriteAsync(cut.Open(), [[9]]);
            Assert.Equal([.. kept, [9]], Read(cut.Open()));
        }
    }

    [Fact]
    public async Task Open_AnyByteOfADurableRecordChanged_IsRefusedWithFileAndOffset()
    {
        var disk = new MemoryDisk();
        await WriteAsync(disk.Open(), Payloads);
        var whole = disk.Bytes(1);
        var lastRecord = whole.Length - JournalFormat.RecordHeaderSize - 1;
        for (var i = 0; i < lastRecord; i++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[i] ^= 0x40;
            var copy = new MemoryDisk();
            copy.Overwrite(1, damaged);
            var error = Assert.Throws<InvalidDataException>(() => Read(copy.Open()));
            Assert.Contains("journal-00000001.log, offset ", error.Message, StringComparison.Ordinal);
            Assert.Equal(damaged, copy.Bytes(1));
        }
    }

    [Fact]
    public async Task Open_SegmentMissing_IsRefused()
    {
        var disk = new MemoryDisk();
        var journal = Open(disk.Open(), segmentBytes: 64);
        for (var i = 0; i < 6; i++)
            await AppendAsync(journal, new byte[50]);
        await journal.DisposeAsync();
        disk.Open().Delete(2);
        Assert.Contains("the segment is missing", Assert.Throws<InvalidDataException>(() => Read(disk.Open())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_FailsForAWhile_RetriesWithoutLosingOrRepeating()
    {
        var disk = new MemoryDisk();
        var journal = Open(disk.Open());
        await AppendAsync(journal, [1]);
        var failures = 0;
        disk.Before = call =>
        {
            if (call.Kind is DiskCallKind.Write or DiskCallKind.Flush && failures++ < 2)
                throw new IOException("No space left on device");
        };
        var appended = AppendAsync(journal, [2]);
        await appended.Within();
        Assert.Null(journal.Failure);
        await journal.DisposeAsync();
        Assert.Equal([[1], [2]], Read(disk.Open()));
    }

    [Fact]
    public void Open_FolderInUse_NamesTheHolder()
    {
        using var temp = new TempFolder();
        using var first = new DiskFolder(temp.Path);
        var error = Assert.Throws<IOException>(() => new DiskFolder(temp.Path));
        Assert.Contains($"process {Environment.ProcessId}", error.Message, StringComparison.Ordinal);
        Assert.Contains(temp.Path, error.Message, StringComparison.Ordinal);
    }

    private static FileJournal Open(IJournalFolder folder, long segmentBytes = 1 << 20)
    {
        var end = JournalReader.Read(folder, (_, _) => { }, NullLogger.Instance);
        return new(folder, new(folder), new(SegmentBytes: segmentBytes), end, new HastyTimeProvider(), NullLogger.Instance);
    }

    private static Task AppendAsync(FileJournal journal, byte[] payload)
    {
        var done = new TaskCompletionSource();
        journal.WhenDurable(journal.Append(payload, []), done.SetResult);
        return done.Task.Within();
    }

    /// <summary>Each record is a batch of its own.</summary>
    private static async Task WriteAsync(IJournalFolder folder, IEnumerable<byte[]> payloads)
    {
        await using var journal = Open(folder);
        foreach (var payload in payloads)
            await AppendAsync(journal, payload);
    }

    private static List<byte[]> Read(IJournalFolder folder)
    {
        using (folder)
        {
            var payloads = new List<byte[]>();
            JournalReader.Read(folder, (payload, _) => payloads.Add(payload.ToArray()), NullLogger.Instance);
            return payloads;
        }
    }
}
