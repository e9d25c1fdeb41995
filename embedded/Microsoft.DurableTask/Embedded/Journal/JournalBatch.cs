namespace Microsoft.DurableTask.Embedded.Journal;

/// <summary>Records that reach the disk with one write and one flush.</summary>
internal sealed class JournalBatch
{
    private const int UsualBytes = 64 * 1024;
    private const int MostKeptBytes = 1024 * 1024;

    private byte[] buffer = new byte[UsualBytes];

    public List<Action> Callbacks { get; } = [];

    /// <summary>Who wants to know where its record went; offsets count from the start of the batch.</summary>
    public List<(Action<RecordLocation> Tell, int Offset, int Length, IReadOnlyList<PayloadFile> Files)> Located { get; } = [];

    /// <summary>What the records name.</summary>
    public List<PayloadFile> Files { get; } = [];

    public long First { get; private set; }

    public long Last { get; private set; }

    public int Length { get; private set; }

    public bool IsEmpty => Length == 0;

    public ReadOnlySpan<byte> Bytes => buffer.AsSpan(0, Length);

    public void Add(ReadOnlySpan<byte> payload, long position, IReadOnlyList<PayloadFile> files, Action<RecordLocation>? located)
    {
        if (IsEmpty)
            First = position;
        Last = position;
        var size = JournalFormat.RecordHeaderSize + payload.Length;
        if (buffer.Length - Length < size)
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, Length + size));
        JournalFormat.WriteRecord(buffer.AsSpan(Length, size), payload, position, First);
        if (located is not null)
            Located.Add((located, Length + JournalFormat.RecordHeaderSize, payload.Length, files.Count == 0 ? [] : [.. files.Select(file => file with { Text = null })]));
        Files.AddRange(files);
        Length += size;
    }

    public void Clear()
    {
        Located.Clear();
        Files.Clear();
        Callbacks.Clear();
        Length = 0;
        if (buffer.Length > MostKeptBytes)
            buffer = new byte[UsualBytes];
    }
}
