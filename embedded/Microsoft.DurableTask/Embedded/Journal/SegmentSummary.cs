namespace Microsoft.DurableTask.Embedded.Journal;

/// <param name="Records">Whole records, up to the first that is not right.</param>
/// <param name="LastPosition">Of the segment's last record, or of the last one before it.</param>
internal sealed record SegmentSummary(int Number, string File, long Bytes, long Records, long LastPosition);
