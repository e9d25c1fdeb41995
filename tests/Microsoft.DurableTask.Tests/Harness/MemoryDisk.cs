using Microsoft.DurableTask.Embedded.Journal;

namespace Microsoft.DurableTask.Tests.Harness;

/// <summary>
/// A disk in memory that remembers every call and what a power cut would leave: the content that was flushed, under the names
/// that the flushed folder had.
/// </summary>
internal sealed class MemoryDisk
{
    private readonly Lock gate = new();
    private readonly List<DiskCall> calls = [];
    private readonly TaskCompletionSource dead = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SortedDictionary<int, MemoryFile> files = [];
    private SortedDictionary<int, MemoryFile> flushedFiles = [];
    private int attempts;

    /// <summary>May throw in place of a call.</summary>
    public Action<DiskCall>? Before { get; set; }

    public DiskFault? Fault { get; set; }

    /// <summary>Whether the call that the fault waits for was made.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Completes when a lasting fault was noticed: the call was made again, in vain.</summary>
    public Task Dead => dead.Task;

    public int CallCount
    {
        get
        {
            lock (gate)
                return calls.Count;
        }
    }

    public IReadOnlyList<DiskCall> Calls
    {
        get
        {
            lock (gate)
                return [.. calls];
        }
    }

    /// <summary>The same files, and no calls yet.</summary>
    public MemoryDisk Clone() => Image(files, file => file.Clone());

    /// <summary>This disk after the first calls, the last of them only in part.</summary>
    public MemoryDisk After(IReadOnlyList<DiskCall> calls, int count, double lastShare = 1)
    {
        var disk = Clone();
        for (var i = 0; i < count; i++)
            disk.Apply(i == count - 1 ? calls[i].Part(lastShare) : calls[i]);
        return disk;
    }

    /// <summary>What is left without power.</summary>
    /// <param name="luck">Decides what survives of that which was not flushed; null: nothing does.</param>
    public MemoryDisk AfterPowerCut(Random? luck)
    {
        lock (gate)
        {
            var left = new SortedDictionary<int, MemoryFile>();
            foreach (var (name, file) in flushedFiles)
            {
                if (files.ContainsKey(name) || luck?.Next(2) is null or 0)
                    left[name] = file;
            }

            foreach (var (name, file) in files)
            {
                if (!flushedFiles.ContainsKey(name) && luck?.Next(2) == 1)
                    left[name] = file;
            }

            return Image(left, file => file.AfterPowerCut(luck));
        }
    }

    public byte[] Bytes(int segment)
    {
        lock (gate)
            return files.TryGetValue(segment, out var file) ? [.. file.Data] : throw new FileNotFoundException($"Segment {segment} was deleted.");
    }

    public void Overwrite(int segment, byte[] bytes)
    {
        lock (gate)
            files[segment] = new(bytes);
    }

    public IReadOnlyList<int> Segments()
    {
        lock (gate)
            return [.. files.Keys.Where(number => number > 0)];
    }

    public IReadOnlyList<string> Payloads()
    {
        lock (gate)
            return [.. files.Keys.Where(number => number < 0).Select(PayloadNumbers.NameOf)];
    }

    public IJournalFolder Open() => new Folder(this);

    private static MemoryDisk Image(SortedDictionary<int, MemoryFile> files, Func<MemoryFile, MemoryFile> copy)
    {
        var disk = new MemoryDisk { files = new(files.ToDictionary(pair => pair.Key, pair => copy(pair.Value))) };
        disk.flushedFiles = new(disk.files);
        return disk;
    }

    private void Call(DiskCall call)
    {
        Before?.Invoke(call);
        lock (gate)
        {
            attempts++;
            if (Fault is not { } fault || attempts < fault.At || (attempts > fault.At && !fault.Lasts))
            {
                calls.Add(call);
                Apply(call);
                return;
            }

            HasFailed = true;
            if (attempts > fault.At)
                dead.TrySetResult();
            else if (fault.Share > 0)
                Apply(call.Part(fault.Share));
            throw new IOException($"Injected failure of call {fault.At}");
        }
    }

    private void Apply(DiskCall call)
    {
        switch (call.Kind)
        {
            case DiskCallKind.Open:
                files.TryAdd(call.Segment, new([]));
                break;
            case DiskCallKind.Write:
                files[call.Segment].Write(call.Data!, (int)call.Offset);
                break;
            case DiskCallKind.Truncate:
                files[call.Segment].Truncate((int)call.Offset);
                break;
            case DiskCallKind.Flush:
                files[call.Segment].Flush();
                break;
            case DiskCallKind.Delete:
                files.Remove(call.Segment);
                break;
            case DiskCallKind.FlushEntries:
                flushedFiles = new(files);
                break;
        }
    }

    private sealed class Folder(MemoryDisk disk) : IJournalFolder
    {
        public string PathOf(int segment) => $"memory/journal-{segment:D8}.log";

        public IReadOnlyList<int> Segments() => disk.Segments();

        public byte[] Read(int segment) => disk.Bytes(segment);

        public byte[] Read(RecordLocation location) => disk.Bytes(location.Segment)[(int)location.Offset..(int)(location.Offset + location.Length)];

        public IJournalFile Open(int segment)
        {
            disk.Call(new(DiskCallKind.Open, segment));
            return new File(disk, segment);
        }

        public void Delete(int segment) => disk.Call(new(DiskCallKind.Delete, segment));

        public string PathOf(string payload) => $"memory/{payload}.payload";

        public IReadOnlyList<string> Payloads() => disk.Payloads();

        public byte[]? ReadPayload(string name) => disk.Payloads().Contains(name) ? disk.Bytes(PayloadNumbers.Of(name)) : null;

        public IJournalFile OpenPayload(string name) => Open(PayloadNumbers.Of(name));

        public void DeletePayload(string name) => Delete(PayloadNumbers.Of(name));

        public void FlushEntries() => disk.Call(new(DiskCallKind.FlushEntries, 0));

        public void Dispose()
        {
        }
    }

    private sealed class File(MemoryDisk disk, int segment) : IJournalFile
    {
        public void Write(ReadOnlySpan<byte> data, long offset) => disk.Call(new(DiskCallKind.Write, segment, offset, data.ToArray()));

        public void Flush() => disk.Call(new(DiskCallKind.Flush, segment));

        public void Truncate(long length) => disk.Call(new(DiskCallKind.Truncate, segment, length));

        public void Dispose()
        {
        }
    }
}
