using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Embedded.History;
using Microsoft.DurableTask.Embedded.Hub;

namespace Microsoft.DurableTask.Embedded.Explain;

/// <summary>A copy of what an explanation needs of an instance, taken behind the hub's gate.</summary>
internal sealed record Snapshot(
    string InstanceId,
    ExecutionStarted Start,
    OrchestrationRuntimeStatus Status,
    bool IsQueued,
    bool IsBusy,
    IReadOnlyList<HistoryRecord> History,
    IReadOnlyList<HistoryRecord> Inbox,
    DateTime? StartsAt)
{
    /// <summary>Ids of calls whose answer has arrived and waits for a step.</summary>
    public IReadOnlySet<int> Answers { get; } = Inbox.OfType<CompletionRecord>().Select(answer => answer.Id).ToHashSet();

    public IEnumerable<string> ReceivedEvents => Inbox.OfType<EventRaised>().Select(raised => raised.Name);

    public static Snapshot? Of(HubState state, string instanceId)
        => state.Orchestrations.TryGetValue(instanceId, out var instance) && instance.IsActive
            ? new(
                instanceId,
                instance.Start,
                instance.Status,
                instance.IsQueued,
                instance.IsBusy,
                [.. instance.History],
                [.. instance.Inbox.Select(message => message.Body)],
                instance.Scheduled.Find(message => message.Body is ExecutionStarted)?.Due)
            : null;

    /// <summary>Calls without an answer in the history, in order; signals and events expect none.</summary>
    public IEnumerable<ScheduledRecord> Unanswered()
    {
        var answered = History.OfType<CompletionRecord>().Select(answer => answer.Id).ToHashSet();
        return History.OfType<ScheduledRecord>().Where(call => !answered.Contains(call.Id) && ExpectsAnswer(call));
    }

    public IEnumerable<EntityLockRequested> HeldLocks()
    {
        var released = History.OfType<EntityLockReleased>().Select(release => release.LockId).ToHashSet();
        var granted = History.OfType<EntityLockGranted>().Select(grant => grant.Id).Where(id => !released.Contains(id)).ToHashSet();
        return History.OfType<EntityLockRequested>().Where(request => granted.Contains(request.Id));
    }

    private static bool ExpectsAnswer(ScheduledRecord call) => call is not (EventSent or EntityCalled { IsSignal: true } or EntityLockReleased);
}
