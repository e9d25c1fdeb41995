using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Embedded.Activities;
using Microsoft.DurableTask.Embedded.History;
using Microsoft.DurableTask.Embedded.Hub;
using Microsoft.DurableTask.Embedded.Orchestration;

namespace Microsoft.DurableTask.Embedded.Explain;

/// <summary>
/// Says what an instance waits for. What its code awaits is found by a replay of its own, so that neither the running code nor
/// its absence after a restart matters.
/// </summary>
internal sealed class InstanceExplainer(
    TaskHub hub, SessionFactory sessions, ActivityDispatcher activities, Dispatcher<OrchestrationInstance> orchestrations)
{
    /// <summary>Null when there is no such instance, or it has ended.</summary>
    public InstanceExplanation? Explain(string instanceId)
    {
        if (hub.Read(state => Snapshot.Of(state, instanceId)) is not { } snapshot)
            return null;
        var explanation = Explain(snapshot);
        return explanation with { Summary = ExplanationText.Of(explanation) };
    }

    private InstanceExplanation Explain(Snapshot snapshot)
    {
        var id = snapshot.InstanceId;
        var (session, problem) = Replay(snapshot);
        var open = snapshot.Unanswered().Where(call => session?.IsOpen(call.Id) ?? true).ToList();
        var locks = snapshot.HeldLocks().Select(request => (Request: request, IsHeld: true))
            .Concat(open.OfType<EntityLockRequested>().Select(request => (Request: request, IsHeld: false)));
        return new(id, snapshot.Start.Name, snapshot.Status.ToString())
        {
            Problem = problem,
            CodeHasEnded = session?.HasEnded ?? false,
            Suspended = snapshot.Status == OrchestrationRuntimeStatus.Suspended,
            StartsAt = snapshot.StartsAt,
            StepIsRunning = snapshot.IsBusy,
            QueuePosition = snapshot.IsQueued ? orchestrations.PositionOf(instance => instance.Id == id) : null,
            Activities = [.. open.OfType<TaskScheduled>().Select(task => Activity(snapshot, session, task))],
            Timers = [.. open.OfType<TimerCreated>().Select(timer => new OpenTimer(timer.Id, session?.FinalDueOf(timer) ?? timer.FireAt))],
            SubOrchestrations = [.. open.OfType<SubOrchestrationCreated>().Select(sub => SubOrchestration(session, sub))],
            EntityCalls = [.. open.OfType<EntityCalled>().Select(call => new OpenEntityCall(
                call.Id, call.EntityId, call.Operation, call.Timestamp, OwnerOf([call.EntityId], id)))],
            Locks = [.. locks.Select(pair => new OpenLock(
                pair.Request.Id, pair.Request.EntityIds, pair.IsHeld, pair.IsHeld ? null : OwnerOf(pair.Request.EntityIds, id)))],
            AwaitedEvents = Count(session?.Events.Awaited ?? []),
            BufferedEvents = Count((session?.Events.Unread.Select(unread => unread.Name) ?? []).Concat(snapshot.ReceivedEvents)),
        };
    }

    private (OrchestrationSession? Session, string? Problem) Replay(Snapshot snapshot)
    {
        if (hub.Failure is { } failure)
            return (null, $"the journal cannot be written: {failure.Message}");
        if (sessions.Rejects(snapshot.Start))
            return (null, $"this worker does not run version '{snapshot.Start.Version}'");
        try
        {
            var session = sessions.CreateDetached(snapshot.InstanceId, snapshot.Start);
            session.Replay(snapshot.History);
            return (session, null);
        }
        catch (Exception e) when (e is TaskNotFoundException or VersionMismatchException or NonDeterminismException)
        {
            return (null, e is TaskNotFoundException missing ? missing.Details.ErrorMessage : e.Message);
        }
    }

    private OpenActivity Activity(Snapshot snapshot, OrchestrationSession? session, TaskScheduled task)
    {
        var progress = activities.ProgressOf(task.Name, new(snapshot.InstanceId, snapshot.Start.ExecutionId, task.Id));
        var state = snapshot.Answers.Contains(task.Id) ? "answered" : progress.RunningSince is null ? "queued" : "running";
        return new(task.Id, task.Name, session?.AttemptOf(task.Id) ?? 1, task.Timestamp, state)
        {
            RunningSince = progress.RunningSince,
            QueuePosition = progress.QueuePosition,
            ConcurrencyLimit = progress.ConcurrencyLimit,
        };
    }

    private OpenSubOrchestration SubOrchestration(OrchestrationSession? session, SubOrchestrationCreated sub)
    {
        var status = hub.Read(state => state.Orchestrations.GetValueOrDefault(sub.InstanceId)?.Status);
        return new(sub.Id, sub.Name, sub.InstanceId, session?.AttemptOf(sub.Id) ?? 1, sub.Timestamp, status?.ToString());
    }

    private string? OwnerOf(IReadOnlyList<string> entityIds, string asking) => hub.Read(state => entityIds
        .Select(id => state.Entities.GetValueOrDefault(id)?.Lock?.Owner)
        .FirstOrDefault(owner => owner is not null && owner != asking));

    private static IReadOnlyList<EventCount> Count(IEnumerable<string> names)
        => [.. names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Select(group => new EventCount(group.Key, group.Count()))];
}
