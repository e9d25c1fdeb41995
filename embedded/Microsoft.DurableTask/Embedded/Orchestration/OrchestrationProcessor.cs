using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Embedded.Activities;
using Microsoft.DurableTask.Embedded.History;
using Microsoft.DurableTask.Embedded.Hub;
using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask.Embedded.Orchestration;

/// <summary>Carries out the steps of orchestrations: messages in, one journal record out, then what the record asks for.</summary>
internal sealed class OrchestrationProcessor(
    TaskHub hub, SessionFactory sessions, Action<ActivityCall> startActivity, EngineLog log)
{
    /// <param name="isAdmitted">Whether this worker takes the instance on; to end it, none of its code is needed.</param>
    public void Run(OrchestrationInstance instance, bool isAdmitted = true)
    {
        var messages = hub.BeginStep(instance);
        if ((!isAdmitted || sessions.Rejects(instance.Start)) && !messages.Exists(message => message.Body is ExecutionTerminated))
        {
            if (isAdmitted)
                log.VersionRejected(instance);
            else
                log.LeftToOthers(instance.Id, instance.Start.Name);
            hub.EndStep(instance, [], messages);
            return;
        }

        var changes = new StepChanges(hub, instance, messages);
        var step = OrchestrationStep.Sort(instance, messages);
        changes.KeepForLater(step.Leftover);
        Decide(instance, step, changes);
        hub.EndStep(instance, changes.Build(), changes.Leftover, position => changes.AfterCommit(position, startActivity));
    }

    /// <summary>Asks again for what was under way when the process ended.</summary>
    public void Resume(OrchestrationInstance instance)
    {
        var open = new Dictionary<int, ScheduledRecord>();
        foreach (var record in instance.History)
        {
            if (record is TaskScheduled or TimerCreated)
                open[((ScheduledRecord)record).Id] = (ScheduledRecord)record;
            else if (record is CompletionRecord completion)
                open.Remove(completion.Id);
        }

        // Answers may be waiting for a suspended orchestration.
        foreach (var message in instance.Inbox)
        {
            if (message.Body is CompletionRecord waiting)
                open.Remove(waiting.Id);
        }

        foreach (var record in open.Values.OrderBy(record => record.Id))
            StepChanges.Begin(hub, instance, record, startActivity);
    }

    private void Decide(OrchestrationInstance instance, OrchestrationStep step, StepChanges changes)
    {
        if (!instance.IsActive)
            return;
        if (step.Termination is { } termination)
        {
            changes.Terminate(termination);
            return;
        }

        var runs = step.MustLookAgain || step.Records.Exists(record => record is not (ExecutionSuspended or ExecutionResumed));
        if (!runs)
        {
            if (step.Records.Count > 0)
                changes.Append(step.Records, StatusOf(instance, step), instance.CustomStatus);
            return;
        }

        RunEpisode(instance, step, changes);
    }

    private void RunEpisode(OrchestrationInstance instance, OrchestrationStep step, StepChanges changes)
    {
        var start = step.Records.OfType<ExecutionStarted>().FirstOrDefault();
        List<HistoryRecord> records = [new EpisodeStarted { Timestamp = hub.Now }];
        try
        {
            var session = instance.Session ?? sessions.Create(instance);
            if (instance.Session is null && instance.HasStarted)
                session.Replay(instance.History);
            instance.Session = session;
            records.AddRange(step.Records.Where(record => record is not CompletionRecord completion || session.Awaits(completion)));
            foreach (var fired in step.Records.OfType<TimerFired>())
                instance.Timers.Remove(fired.Id);
            if (records.Count == 1 && !step.MustLookAgain)
                return;
            if (EngineTracing.IsOn)
                EngineTracing.CallsEnded(instance, records);
            if (start is not null)
                log.OrchestrationStarted(instance);
            var result = session.Advance(records);
            records.AddRange(result.Actions);
            changes.Apply(records, result, StatusOf(instance, step));
        }
        catch (Exception e)
        {
            instance.Session = null;
            changes.Fail(records, FailureOf(e));
        }

        changes.LogOutcome(log);
    }

    private TaskFailureDetails FailureOf(Exception e) => e switch
    {
        TaskNotFoundException notFound => notFound.Details,
        VersionMismatchException => new("VersionMismatch", e.Message, null, null, null),
        NonDeterminismException => new(NonDeterminismException.ErrorType, e.Message, null, null, null),
        _ => sessions.FailureOf(e),
    };

    private static OrchestrationRuntimeStatus StatusOf(OrchestrationInstance instance, OrchestrationStep step)
        => step.IsSuspended ? OrchestrationRuntimeStatus.Suspended
            : instance.HasStarted || step.Records.Exists(record => record is ExecutionStarted) ? OrchestrationRuntimeStatus.Running
            : OrchestrationRuntimeStatus.Pending;
}
