namespace Microsoft.DurableTask.Embedded.Journal;

internal interface IJournalFile : IDisposable
{
    void Write(ReadOnlySpan<byte> data, long offset);

    void Flush();

    void Truncate(long length);
}
