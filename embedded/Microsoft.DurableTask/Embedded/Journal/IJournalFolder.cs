namespace Microsoft.DurableTask.Embedded.Journal;

/// <summary>The file calls that the journal makes, and no others.</summary>
internal interface IJournalFolder : IJournalSource, IDisposable
{
    byte[] Read(RecordLocation location);

    IJournalFile Open(int segment);

    void Delete(int segment);

    IJournalFile OpenPayload(string name);

    void DeletePayload(string name);

    /// <summary>Makes creations and deletions durable.</summary>
    void FlushEntries();
}
