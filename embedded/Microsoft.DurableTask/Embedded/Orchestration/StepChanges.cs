using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Embedded.Activities;
using Microsoft.DurableTask.Embedded.History;
using Microsoft.DurableTask.Embedded.Hub;

namespace Microsoft.DurableTask.Embedded.Orchestration;

/// <summary>Gathers what one step of an orchestration changes, and begins what it asked for once that is committed.</summary>
internal sealed class StepChanges(TaskHub hub, OrchestrationInstance instance, List<Message> messages)
{
    private readonly List<JournalChange> changes = [];
    private readonly string executionId = instance.Start.ExecutionId;
    private readonly CancellationTokenSource cancellation = instance.Cancellation;
    private EpisodeResult? result;
    private ExecutionCompleted? completed;
    private bool endsExecution;

    public List<Message> Leftover { get; } = [];

    public void Append(List<HistoryRecord> records, OrchestrationRuntimeStatus status, string? customStatus)
        => changes.Add(new EpisodeCommitted(instance.Id, Consumed(), records, status, customStatus, hub.Now));

    public void Apply(List<HistoryRecord> records, EpisodeResult episode, OrchestrationRuntimeStatus status)
    {
        result = episode;
        if (episode.Outcome is null)
        {
            Append(records, status, StatusAfter(episode));
        }
        else if (episode.Outcome.Continuation is { } continuation)
        {
            endsExecution = true;
            changes.Add(new GenerationStarted(instance.Id, Consumed(), NextGeneration(continuation, episode.Outcome), StatusAfter(episode), hub.Now));
        }
        else
        {
            var outcome = episode.Outcome;
            End(
                records,
                new(outcome.Failure is null ? OrchestrationRuntimeStatus.Completed : OrchestrationRuntimeStatus.Failed, outcome.Output, outcome.Failure),
                StatusAfter(episode));
        }

        foreach (var action in episode.Actions)
            Send(action);
    }

    /// <summary>The code cannot go on: whatever it holds is given back.</summary>
    public void Fail(List<HistoryRecord> records, TaskFailureDetails failure)
    {
        End(records, new(OrchestrationRuntimeStatus.Failed, null, failure), instance.CustomStatus);
        ReleaseLocks();
    }

    public void Terminate(ExecutionTerminated termination)
    {
        End([termination], new(OrchestrationRuntimeStatus.Terminated, termination.Output, null), instance.CustomStatus);
        ReleaseLocks();
        if (!termination.Recursive)
            return;
        foreach (var child in OpenChildren())
            Send(child.InstanceId, termination with { Timestamp = hub.Now });
    }

    /// <summary>What was never journaled must not be lost while it waits.</summary>
    public void KeepForLater(List<Message> leftover)
    {
        foreach (var message in leftover)
        {
            if (message.Number != 0)
                Leftover.Add(message);
            else
                changes.Add(new MessageSent(message with { Number = hub.NextNumber() }));
        }
    }

    public IReadOnlyList<JournalChange> Build()
    {
        if (changes.Count == 0 && instance.IsActive && Consumed() is { Count: > 0 } consumed)
            changes.Add(new EpisodeCommitted(instance.Id, consumed, [], instance.Status, instance.CustomStatus, hub.Now));
        return changes;
    }

    /// <summary>Called behind the hub's gate.</summary>
    public void AfterCommit(long position, Action<ActivityCall> startActivity)
    {
        if (endsExecution)
        {
            _ = cancellation.CancelAsync();
            return;
        }

        foreach (var id in result?.CancelledTimers ?? [])
        {
            if (instance.Timers.Remove(id, out var timer))
                timer.Dispose();
        }

        foreach (var action in result?.Actions ?? [])
        {
            if (action is TimerCreated timer && !result!.CancelledTimers.Contains(timer.Id))
                Begin(hub, instance, timer, startActivity);
            else if (action is TaskScheduled)
                hub.WhenDurable(position, () => Begin(hub, instance, action, startActivity));
        }
    }

    public void LogOutcome(EngineLog log)
    {
        if (completed is not null)
        {
            log.OrchestrationEnded(instance, completed);
            EngineTracing.OrchestrationEnded(instance, completed);
        }
    }

    public static void Begin(TaskHub hub, OrchestrationInstance instance, ScheduledRecord action, Action<ActivityCall> startActivity)
    {
        var execution = instance.Start.ExecutionId;
        if (action is TaskScheduled task)
            startActivity(new(instance.Id, execution, task, instance.Start.TraceParent, instance.Cancellation.Token));
        else if (action is TimerCreated timer)
            instance.Timers[timer.Id] = hub.Schedule(
                timer.FireAt, () => hub.Post(instance.Id, execution, new TimerFired(timer.Id, timer.FireAt) { Timestamp = hub.Now }));
    }

    private string? StatusAfter(EpisodeResult episode) => episode.SetsCustomStatus ? episode.CustomStatus : instance.CustomStatus;

    public static ExecutionStarted StartOf(SubOrchestrationCreated sub, OrchestrationInstance parent)
        => new(
            sub.Name,
            sub.Version,
            sub.Input,
            Guid.NewGuid().ToString("N"),
            new(parent.Start.Name, parent.Id, parent.Start.ExecutionId, sub.Id),
            sub.Tags)
        {
            TraceParent = parent.Start.TraceParent,
        };

    private void End(List<HistoryRecord> records, ExecutionCompleted end, string? customStatus)
    {
        endsExecution = true;
        completed = end with { Timestamp = hub.Now };
        records.Add(completed);
        Append(records, completed.Status, customStatus);
        if (instance.Start.Parent is not { } parent)
            return;
        HistoryRecord answer = completed.Status == OrchestrationRuntimeStatus.Completed
            ? new SubOrchestrationCompleted(parent.TaskId, completed.Result) { Timestamp = hub.Now }
            : new SubOrchestrationFailed(parent.TaskId, completed.Failure ?? Terminated(completed.Result)) { Timestamp = hub.Now };
        Send(parent.InstanceId, answer, parent.ExecutionId);
    }

    private TaskFailureDetails Terminated(string? output)
        => new(
            "Microsoft.DurableTask.OrchestrationTerminated",
            $"The orchestration instance '{instance.Id}' was terminated{(output is null ? "" : ": " + output)}.",
            null,
            null,
            null);

    private List<Message> NextGeneration(ContinueAsNewOptions continuation, EpisodeOutcome outcome)
    {
        var start = instance.Start with
        {
            Input = (string?)continuation.NewInput,
            Version = continuation.NewVersion ?? instance.Start.Version,
            ExecutionId = Guid.NewGuid().ToString("N"),
            Timestamp = hub.Now,
        };
        List<Message> next = [hub.NewMessage(instance.Id, start)];
        next.AddRange(outcome.Unread.Select(e => hub.NewMessage(instance.Id, new EventRaised(e.Name, e.Payload) { Timestamp = hub.Now })));
        return next;
    }

    private void Send(ScheduledRecord action)
    {
        switch (action)
        {
            case SubOrchestrationCreated sub:
                Send(sub.InstanceId, StartOf(sub, instance));
                break;
            case EventSent sent:
                Send(sent.InstanceId, new EventRaised(sent.Name, sent.Input));
                break;
            case EntityCalled call:
                var replyTo = call.IsSignal ? null : new ReplyAddress(instance.Id, executionId, call.Id);
                Send(call.EntityId, new EntityOperationRequest(call.Operation, call.Input, replyTo), due: call.Due);
                break;
            case EntityLockRequested request:
                Send(request.EntityIds[0], new EntityLockRequest(new(instance.Id, executionId, request.Id), request.EntityIds, 0));
                break;
            case EntityLockReleased release:
                foreach (var entity in release.EntityIds)
                    Send(entity, new EntityLockRelease(new(instance.Id, executionId, release.LockId)));
                break;
        }
    }

    private void Send(string target, HistoryRecord body, string? execution = null, DateTime? due = null)
        => changes.Add(new MessageSent(hub.NewMessage(target, body with { Timestamp = hub.Now }, execution, due)));

    private void ReleaseLocks()
    {
        var released = instance.History.OfType<EntityLockReleased>().Select(release => release.LockId).ToHashSet();
        foreach (var request in instance.History.OfType<EntityLockRequested>().Where(request => !released.Contains(request.Id)))
            Send(new EntityLockReleased(0, request.Id, request.EntityIds));
    }

    private IEnumerable<SubOrchestrationCreated> OpenChildren()
    {
        var ended = instance.History.Where(record => record is SubOrchestrationCompleted or SubOrchestrationFailed)
            .Select(record => ((CompletionRecord)record).Id)
            .ToHashSet();
        return instance.History.OfType<SubOrchestrationCreated>().Where(child => !ended.Contains(child.Id));
    }

    private List<long> Consumed()
    {
        var kept = Leftover.Count == 0 ? null : Leftover.Select(message => message.Number).ToHashSet();
        var numbers = new List<long>(messages.Count);
        foreach (var message in messages)
        {
            if (message.Number != 0 && kept?.Contains(message.Number) != true)
                numbers.Add(message.Number);
        }

        return numbers;
    }
}
