using System.Text;

namespace Microsoft.DurableTask.Embedded.Journal;

/// <summary>
/// The payload files of a journal. A file is durable before the first record that names it, and goes when the last segment is gone
/// that has such a record; what a crash leaves in between, no record names, and the next start removes it.
/// </summary>
internal sealed class PayloadStore(IJournalFolder folder)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> lastSegments = new(StringComparer.Ordinal);

    /// <summary>A record of the segment names these files.</summary>
    public void Note(IReadOnlyList<PayloadFile> files, int segment)
    {
        lock (gate)
        {
            foreach (var file in files)
                lastSegments[file.Name] = segment;
        }
    }

    /// <summary>Makes the files durable that are not yet.</summary>
    /// <returns>How many bytes were written.</returns>
    public long Write(IReadOnlyList<PayloadFile> files, int segment, bool flush)
    {
        if (files.Count == 0)
            return 0;
        long written = 0;
        lock (gate)
        {
            foreach (var file in files.Where(file => !lastSegments.ContainsKey(file.Name)).DistinctBy(file => file.Name))
                written += Write(file, flush);
            if (written > 0)
                folder.FlushEntries();
            Note(files, segment);
        }

        return written;
    }

    /// <summary>The segments before this one were deleted.</summary>
    public void DeleteBefore(int segment)
    {
        lock (gate)
        {
            foreach (var (name, _) in lastSegments.Where(entry => entry.Value < segment).ToList())
            {
                folder.DeletePayload(name);
                lastSegments.Remove(name);
            }
        }
    }

    /// <summary>Deletes files that no record names; to be called once all were read.</summary>
    public void DeleteUnnamed()
    {
        foreach (var name in folder.Payloads().Where(name => !lastSegments.ContainsKey(name)))
            folder.DeletePayload(name);
    }

    private int Write(PayloadFile file, bool flush)
    {
        var content = Encoding.UTF8.GetBytes(file.Text!);
        using var target = folder.OpenPayload(file.Name);
        target.Truncate(0);
        target.Write(content, 0);
        if (flush)
            target.Flush();
        return content.Length;
    }
}
