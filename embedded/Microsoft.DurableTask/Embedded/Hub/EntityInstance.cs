using Microsoft.DurableTask.Embedded.History;

namespace Microsoft.DurableTask.Embedded.Hub;

internal sealed class EntityInstance(string id) : MessageTarget(id)
{
    public string? State { get; set; }

    public LockKey? Lock { get; set; }

    public bool IsEmpty => State is null && Lock is null && Inbox.Count == 0 && Scheduled.Count == 0 && !IsBusy;
}
