namespace Microsoft.DurableTask.Embedded.History;

/// <summary>Something that happened: an entry of an orchestration's history, or the content of a message.</summary>
internal abstract record HistoryRecord
{
    public DateTime Timestamp { get; init; }
}
