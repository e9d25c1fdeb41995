namespace Microsoft.DurableTask.Embedded.Journal;

/// <summary>Where a journal stops to make sense.</summary>
/// <param name="Offset">Of the first byte that is not right.</param>
/// <param name="Bytes">From there to the end of the file.</param>
internal sealed record JournalFault(string File, long Offset, long Bytes, string Reason);
