using DurableTask.Core;
using DurableTask.Core.History;
using Microsoft.DurableTask.Embedded.History;
using OrchestrationInstance = Microsoft.DurableTask.Embedded.Hub.OrchestrationInstance;

namespace Microsoft.DurableTask.Embedded.Clients;

/// <summary>A history in the vendor's types.</summary>
internal static class HistoryMapper
{
    public static IList<HistoryEvent> Map(OrchestrationInstance instance)
    {
        var events = new List<HistoryEvent>();
        var inEpisode = false;
        foreach (var record in instance.History)
        {
            if (record is EpisodeStarted && inEpisode)
                events.Add(new OrchestratorCompletedEvent(-1) { Timestamp = events[^1].Timestamp });
            inEpisode |= record is EpisodeStarted;
            var mapped = Map(record, instance);
            mapped.Timestamp = record.Timestamp;
            events.Add(mapped);
        }

        if (inEpisode)
            events.Add(new OrchestratorCompletedEvent(-1) { Timestamp = events[^1].Timestamp });
        return events;
    }

    private static HistoryEvent Map(HistoryRecord record, OrchestrationInstance instance) => record switch
    {
        EpisodeStarted => new OrchestratorStartedEvent(-1),
        ExecutionStarted r => new ExecutionStartedEvent(-1, r.Input)
        {
            Name = r.Name,
            Version = r.Version,
            OrchestrationInstance = new() { InstanceId = instance.Id, ExecutionId = r.ExecutionId },
            ParentInstance = r.Parent is { } parent
                ? new()
                {
                    Name = parent.Name,
                    OrchestrationInstance = new() { InstanceId = parent.InstanceId, ExecutionId = parent.ExecutionId },
                    TaskScheduleId = parent.TaskId,
                }
                : null,
            Tags = r.Tags.ToDictionary(),
        },
        ExecutionCompleted r => new ExecutionCompletedEvent(-1, r.Result, (OrchestrationStatus)(int)r.Status, Map(r.Failure)),
        ExecutionTerminated r => new ExecutionTerminatedEvent(-1, r.Output),
        ExecutionSuspended r => new ExecutionSuspendedEvent(-1, r.Reason),
        ExecutionResumed r => new ExecutionResumedEvent(-1, r.Reason),
        // The vendor passes an activity's input as a list of arguments.
        TaskScheduled r => new TaskScheduledEvent(r.Id, r.Name, r.Version, $"[{r.Input ?? "null"}]") { Tags = r.Tags.ToDictionary() },
        TaskCompleted r => new TaskCompletedEvent(-1, r.Id, r.Result),
        TaskFailed r => new TaskFailedEvent(-1, r.Id, r.Failure.ErrorMessage, r.Failure.StackTrace, Map(r.Failure)),
        SubOrchestrationCreated r => new SubOrchestrationInstanceCreatedEvent(r.Id)
        {
            Name = r.Name,
            Version = r.Version,
            InstanceId = r.InstanceId,
            Input = r.Input,
        },
        SubOrchestrationCompleted r => new SubOrchestrationInstanceCompletedEvent(-1, r.Id, r.Result),
        SubOrchestrationFailed r => new SubOrchestrationInstanceFailedEvent(
            -1, r.Id, r.Failure.ErrorMessage, r.Failure.StackTrace, Map(r.Failure)),
        TimerCreated r => new TimerCreatedEvent(r.Id, r.FireAt),
        TimerFired r => new TimerFiredEvent(-1, r.FireAt) { TimerId = r.Id },
        EventSent r => new EventSentEvent(r.Id) { InstanceId = r.InstanceId, Name = r.Name, Input = r.Input },
        EventRaised r => new EventRaisedEvent(-1, r.Input) { Name = r.Name },
        EntityCalled r => new EventSentEvent(r.Id) { InstanceId = r.EntityId, Name = r.Operation, Input = r.Input },
        EntityLockRequested r => new EventSentEvent(r.Id) { InstanceId = r.EntityIds[0], Name = "lock" },
        EntityLockReleased r => new EventSentEvent(r.Id) { InstanceId = r.EntityIds[0], Name = "release" },
        EntityResponded r => new EventRaisedEvent(-1, r.Result) { Name = Request(r.Id) },
        EntityLockGranted r => new EventRaisedEvent(-1, null) { Name = Request(r.Id) },
        _ => throw new InvalidOperationException($"{record.GetType()} is no part of a history."),
    };

    private static string Request(int id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static FailureDetails? Map(TaskFailureDetails? failure)
        => failure is null
            ? null
            : new(
                failure.ErrorType, failure.ErrorMessage, failure.StackTrace, Map(failure.InnerFailure), isNonRetriable: false, failure.Properties);
}
