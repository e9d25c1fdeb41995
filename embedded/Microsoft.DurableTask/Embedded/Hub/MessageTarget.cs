namespace Microsoft.DurableTask.Embedded.Hub;

/// <summary>What messages are delivered to; one step at a time works on it. Guarded by the hub's gate.</summary>
internal abstract class MessageTarget(string id)
{
    private List<Message>? inbox;
    private List<Message>? scheduled;

    public string Id { get; } = id;

    /// <summary>Delivered, not yet consumed, in order of arrival.</summary>
    public List<Message> Inbox
    {
        get => inbox ??= [];
        set => inbox = value;
    }

    /// <summary>Not due yet.</summary>
    public List<Message> Scheduled => scheduled ??= [];

    /// <summary>A step was asked for and has not begun.</summary>
    public bool IsQueued { get; set; }

    /// <summary>A step is at work, with the messages that it took.</summary>
    public bool IsBusy { get; set; }

    /// <summary>The last journal record about this target.</summary>
    public long LastPosition { get; set; }

    /// <summary>The oldest journal segment that still says something about this target.</summary>
    public int FirstSegment { get; set; }

    public DateTime UpdatedAt { get; set; }

    protected void ReleaseMessages() => inbox = scheduled = null;

    public override string ToString() => Id;
}
