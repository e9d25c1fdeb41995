using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask.Embedded.Hub;

/// <summary>Purges finished orchestrations when their status has been kept for as long as the options say. Guarded by the hub's gate.</summary>
internal sealed class Retention(TaskHub hub, IReadOnlyDictionary<OrchestrationRuntimeStatus, TimeSpan> kept, ILogger logger)
{
    /// <summary>The most instances of one commit: others want to pass through the gate, too.</summary>
    private const int Batch = 100;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMinutes(1);

    private readonly PriorityQueue<Entry, DateTime> queue = new();
    private DateTime scheduledFor = DateTime.MaxValue;

    /// <summary>The instance has finished.</summary>
    public void Add(OrchestrationInstance instance)
    {
        if (!kept.TryGetValue(instance.Status, out var time))
            return;
        var due = time < DateTime.MaxValue - instance.UpdatedAt ? instance.UpdatedAt + time : DateTime.MaxValue;
        queue.Enqueue(new(instance, instance.UpdatedAt), due);
        WakeAt(due);
    }

    private void WakeAt(DateTime due)
    {
        if (due >= scheduledFor)
            return;
        scheduledFor = due;
        hub.Schedule(due, () => _ = PurgeAsync());
    }

    private async Task PurgeAsync()
    {
        hub.Work.Enter();
        try
        {
            while (await hub.CommitAsync(TakeDue) == Batch)
            {
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            logger.LogWarning(e, "Finished orchestrations could not be purged; that is tried again in {Delay}.", RetryDelay);
            hub.Schedule(hub.Now + RetryDelay, () => _ = PurgeAsync());
        }
        finally
        {
            hub.Work.Exit();
        }
    }

    private (int Seen, IReadOnlyList<JournalChange> Changes) TakeDue(HubState state)
    {
        List<JournalChange> deletions = [];
        var seen = 0;
        while (seen < Batch && queue.TryPeek(out var entry, out var due) && due <= hub.Now)
        {
            seen++;
            queue.Dequeue();
            if (entry.IsLastWordIn(state))
                deletions.Add(new InstanceDeleted(entry.Instance.Id));
        }

        scheduledFor = DateTime.MaxValue;
        if (queue.TryPeek(out _, out var next))
            WakeAt(next);
        return (seen, deletions);
    }

    private sealed record Entry(OrchestrationInstance Instance, DateTime FinishedAt)
    {
        /// <summary>Neither purged, nor started anew, nor rewound since.</summary>
        public bool IsLastWordIn(HubState state)
            => state.Find(Instance.Id) == Instance && !Instance.IsActive && Instance.UpdatedAt == FinishedAt;
    }
}
