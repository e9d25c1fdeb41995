namespace Microsoft.DurableTask.Embedded.Journal;

/// <summary>Where the next record goes.</summary>
/// <param name="Segment">0 when there is no journal yet.</param>
/// <param name="Length">Bytes of the segment that count; a torn tail lies behind.</param>
/// <param name="LastPosition">The position of the last record.</param>
internal readonly record struct JournalEnd(int Segment, long Length, long LastPosition);
