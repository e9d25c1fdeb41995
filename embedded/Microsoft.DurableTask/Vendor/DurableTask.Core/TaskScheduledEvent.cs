namespace DurableTask.Core.History;

public class TaskScheduledEvent(int eventId, string? name, string? version, string? input) : HistoryEvent(eventId)
{
    public override EventType EventType => EventType.TaskScheduled;

    public string? Name { get; set; } = name;

    public string? Version { get; set; } = version;

    public string? Input { get; set; } = input;

    public IDictionary<string, string>? Tags { get; set; }
}
