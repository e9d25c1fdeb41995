using System.Diagnostics;
using System.Globalization;

namespace Microsoft.DurableTask.Embedded.Journal;

/// <summary>A folder on disk that one process at a time may use.</summary>
internal sealed class DiskFolder : IJournalFolder
{
    private readonly string path;
    private readonly JournalFiles files;
    private readonly FileStream folderLock;

    public DiskFolder(string path)
    {
        files = new(path);
        this.path = files.Folder;
        Directory.CreateDirectory(this.path);
        folderLock = Acquire();
    }

    private string HolderPath => Path.Combine(path, "holder.txt");

    public string PathOf(int segment) => files.PathOf(segment);

    public IReadOnlyList<int> Segments() => files.Segments();

    public byte[] Read(int segment) => files.Read(segment);

    public byte[] Read(RecordLocation location)
    {
        using var handle = File.OpenHandle(PathOf(location.Segment), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var payload = new byte[location.Length];
        for (var done = 0; done < payload.Length;)
        {
            var count = RandomAccess.Read(handle, payload.AsSpan(done), location.Offset + done);
            if (count == 0)
                throw new InvalidDataException($"The journal is damaged: {PathOf(location.Segment)} ends before offset {location.Offset + location.Length}.");
            done += count;
        }

        return payload;
    }

    public IJournalFile Open(int segment) => new DiskFile(PathOf(segment));

    public void Delete(int segment) => File.Delete(PathOf(segment));

    public string PathOf(string payload) => files.PathOf(payload);

    public IReadOnlyList<string> Payloads() => files.Payloads();

    public byte[]? ReadPayload(string name) => files.ReadPayload(name);

    public IJournalFile OpenPayload(string name) => new DiskFile(PathOf(name));

    public void DeletePayload(string name) => File.Delete(PathOf(name));

    public void FlushEntries() => FolderFlush.Flush(path);

    public void Dispose()
    {
        File.Delete(HolderPath);
        folderLock.Dispose();
    }

    private FileStream Acquire()
    {
        FileStream stream;
        try
        {
            stream = new FileStream(Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            var holder = File.Exists(HolderPath) ? File.ReadAllText(HolderPath).Trim() : "another process";
            throw new IOException(
                $"The journal folder '{path}' is in use by {holder}. Stop that process, or choose another folder.", e);
        }

        try
        {
            File.WriteAllText(HolderPath, DescribeHolder());
            return stream;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    private static string DescribeHolder()
    {
        using var process = Process.GetCurrentProcess();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"process {Environment.ProcessId} ({process.ProcessName}) on {Environment.MachineName}, started {process.StartTime.ToUniversalTime():O}");
    }

    private sealed class DiskFile(string file) : IJournalFile
    {
        private readonly Microsoft.Win32.SafeHandles.SafeFileHandle handle =
            File.OpenHandle(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);

        public void Write(ReadOnlySpan<byte> data, long offset) => RandomAccess.Write(handle, data, offset);

        public void Flush() => RandomAccess.FlushToDisk(handle);

        public void Truncate(long length) => RandomAccess.SetLength(handle, length);

        public void Dispose() => handle.Dispose();
    }
}
