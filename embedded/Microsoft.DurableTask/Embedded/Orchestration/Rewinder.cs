using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Embedded.History;
using Microsoft.DurableTask.Embedded.Hub;

namespace Microsoft.DurableTask.Embedded.Orchestration;

/// <summary>Takes the failures out of a failed orchestration's history, so that its code waits for those tasks again.</summary>
internal sealed class Rewinder(SessionFactory sessions, TaskHub hub)
{
    /// <summary>The changes that rewind an instance and the failed sub-orchestrations that it waits for.</summary>
    /// <exception cref="InvalidOperationException">The instance has not failed, or its failures cannot be taken back.</exception>
    public IReadOnlyList<JournalChange> Rewind(HubState state, OrchestrationInstance instance)
    {
        if (instance.Status != OrchestrationRuntimeStatus.Failed)
            throw new InvalidOperationException(
                $"Cannot rewind the orchestration instance {instance.Id} because it is in the {instance.Status} state; only failed instances are rewound.");
        hub.BringBack(instance);
        var changes = new List<JournalChange>();
        var history = WithoutFailures(instance);
        changes.Add(new HistoryRewound(instance.Id, history, hub.Now));
        var open = OpenChildren(history);
        foreach (var child in open)
        {
            if (state.Orchestrations.TryGetValue(child.InstanceId, out var started) && started.Status == OrchestrationRuntimeStatus.Failed)
                changes.AddRange(Rewind(state, started));
            else if (started is not { IsActive: true })
                changes.Add(new MessageSent(hub.NewMessage(child.InstanceId, StepChanges.StartOf(child, instance) with { Timestamp = hub.Now })));
        }

        return changes;
    }

    /// <summary>
    /// A failure that the code went on from, by a retry for instance, is part of its path and stays; any other goes. Which is which
    /// shows in a replay: without a failure that the code went on from, it no longer makes the calls that follow.
    /// </summary>
    private List<HistoryRecord> WithoutFailures(OrchestrationInstance instance)
    {
        var history = instance.History.Where(record => record is not ExecutionCompleted).ToList();
        var all = history.Where(record => record is not (TaskFailed or SubOrchestrationFailed)).ToList();
        if (Replays(instance, all))
            return all;
        foreach (var failure in history.Where(record => record is TaskFailed or SubOrchestrationFailed).ToList())
        {
            var without = history.Where(record => record != failure).ToList();
            if (Replays(instance, without))
                history = without;
        }

        return Replays(instance, history)
            ? history
            : throw new InvalidOperationException($"Cannot rewind the orchestration instance {instance.Id}: its history does not replay without the failure.");
    }

    private bool Replays(OrchestrationInstance instance, IReadOnlyList<HistoryRecord> history)
    {
        try
        {
            sessions.Create(instance).Replay(history);
            return true;
        }
        catch (NonDeterminismException)
        {
            return false;
        }
    }

    private static IEnumerable<SubOrchestrationCreated> OpenChildren(List<HistoryRecord> history)
    {
        var ended = history.OfType<SubOrchestrationCompleted>().Select(record => record.Id).ToHashSet();
        return history.OfType<SubOrchestrationCreated>().Where(child => !ended.Contains(child.Id));
    }
}
