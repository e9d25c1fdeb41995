namespace Microsoft.DurableTask.Embedded.Journal;

/// <summary>Where the payload of a record lies.</summary>
internal sealed record RecordLocation(int Segment, long Offset, int Length)
{
    /// <summary>The payload files that the record names.</summary>
    public IReadOnlyList<PayloadFile> Files { get; init; } = [];
}
