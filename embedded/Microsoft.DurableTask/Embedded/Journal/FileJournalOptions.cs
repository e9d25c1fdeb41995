namespace Microsoft.DurableTask.Embedded.Journal;

/// <param name="FlushToDisk">Whether durable means on the disk, or merely safe from a crash of this process.</param>
/// <param name="SegmentBytes">A segment that has grown to this size is followed by a new one.</param>
internal sealed record FileJournalOptions(bool FlushToDisk = true, long SegmentBytes = 64 * 1024 * 1024);
