using Microsoft.DurableTask.Embedded.History;
using Microsoft.DurableTask.Embedded.Hub;

namespace Microsoft.DurableTask.Embedded.Fsck;

/// <summary>What every stored history keeps to, whatever happened to the process that wrote it.</summary>
internal static class HistoryRules
{
    /// <summary>The first rule that the orchestration's history breaks; null when it is sound.</summary>
    public static string? FirstFault(OrchestrationInstance instance)
    {
        var open = new Dictionary<int, ScheduledRecord>();
        var lastId = -1;
        var started = false;
        for (var i = 0; i < instance.History.Count; i++)
        {
            var fault = instance.History[i] switch
            {
                ExecutionStarted when started => "starts twice",
                ExecutionStarted start when start.ExecutionId != instance.Start.ExecutionId => "belongs to another execution",
                ScheduledRecord or CompletionRecord or EventRaised when !started => "comes before the start",
                ScheduledRecord call when call.Id <= lastId => $"uses the sequence ID {call.Id} again",
                CompletionRecord answer when !open.Remove(answer.Id, out var call) || !Answers(answer, call)
                    => $"answers the sequence ID {answer.Id}, which is not open",
                ExecutionCompleted when i < instance.History.Count - 1 => "ends before the last record",
                _ => null,
            };
            if (fault is not null)
                return $"record {i} ({instance.History[i].GetType().Name}) {fault}";
            if (instance.History[i] is ExecutionStarted)
                started = true;
            if (instance.History[i] is ScheduledRecord scheduled)
                open[lastId = scheduled.Id] = scheduled;
        }

        return (instance.History.LastOrDefault() as ExecutionCompleted)?.Status is { } end
            ? end == instance.Status ? null : $"the history ends {end}, the status is {instance.Status}"
            : instance.IsActive ? null : $"the status is {instance.Status}, the history does not end";
    }

    private static bool Answers(CompletionRecord answer, ScheduledRecord call) => answer switch
    {
        TaskCompleted or TaskFailed => call is TaskScheduled,
        SubOrchestrationCompleted or SubOrchestrationFailed => call is SubOrchestrationCreated,
        TimerFired => call is TimerCreated,
        EntityResponded => call is EntityCalled { IsSignal: false },
        EntityLockGranted => call is EntityLockRequested,
        _ => false,
    };
}
