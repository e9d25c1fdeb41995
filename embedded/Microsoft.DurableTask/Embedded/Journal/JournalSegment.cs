namespace Microsoft.DurableTask.Embedded.Journal;

/// <summary>The file that is being appended to.</summary>
internal sealed class JournalSegment : IDisposable
{
    private readonly IJournalFile file;
    private bool torn;

    private JournalSegment(IJournalFile file, int number, long length)
    {
        this.file = file;
        Number = number;
        Length = length;
    }

    public int Number { get; }

    public long Length { get; private set; }

    public static JournalSegment Continue(IJournalFolder folder, JournalEnd end)
    {
        if (end.Length < JournalFormat.SegmentHeaderSize)
            return Create(folder, Math.Max(end.Segment, 1));
        return Prepare(new(folder.Open(end.Segment), end.Segment, end.Length), segment =>
        {
            segment.file.Truncate(end.Length);
            segment.file.Flush();
        });
    }

    public static JournalSegment Create(IJournalFolder folder, int number)
        => Prepare(new(folder.Open(number), number, 0), segment =>
        {
            segment.file.Truncate(0);
            segment.Append(JournalFormat.SegmentHeader(number), flush: true);
            folder.FlushEntries();
        });

    private static JournalSegment Prepare(JournalSegment segment, Action<JournalSegment> prepare)
    {
        try
        {
            prepare(segment);
            return segment;
        }
        catch
        {
            segment.Dispose();
            throw;
        }
    }

    /// <summary>All or nothing: after a failure the next attempt begins by cutting what this one left.</summary>
    public void Append(ReadOnlySpan<byte> data, bool flush)
    {
        if (torn)
            file.Truncate(Length);
        torn = true;
        file.Write(data, Length);
        if (flush)
            file.Flush();
        torn = false;
        Length += data.Length;
    }

    public void Dispose() => file.Dispose();
}
