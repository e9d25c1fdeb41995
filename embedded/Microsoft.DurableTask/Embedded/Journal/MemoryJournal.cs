namespace Microsoft.DurableTask.Embedded.Journal;

/// <summary>Keeps nothing: the hub's memory is all there is.</summary>
internal sealed class MemoryJournal : IJournal
{
    private long position;

    public int ActiveSegment => 0;

    public Exception? Failure => null;

    public bool KeepsRecords => false;

    public long Append(ReadOnlySpan<byte> payload, IReadOnlyList<PayloadFile> files, Action<RecordLocation>? located = null) => Interlocked.Increment(ref position);

    public ReadOnlyMemory<byte> Read(RecordLocation location) => throw new InvalidOperationException("A journal in memory keeps no records.");

    public string ReadPayload(string name) => throw new InvalidOperationException("A journal in memory keeps no payloads.");

    public void WhenDurable(long position, Action callback) => callback();

    public void DeleteBefore(int segment)
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
