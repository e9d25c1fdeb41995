namespace DurableTask.Core.History;

/// <summary>One entry of an orchestration's history.</summary>
public abstract class HistoryEvent(int eventId)
{
    public int EventId { get; } = eventId;

    public bool IsPlayed { get; set; }

    public DateTime Timestamp { get; set; }

    public abstract EventType EventType { get; }
}
