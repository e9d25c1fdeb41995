using System.Diagnostics;
using Microsoft.DurableTask.Embedded.History;

namespace Microsoft.DurableTask.Embedded.Orchestration;

/// <summary>One execution of orchestrator code in memory: fed with history, it says what the code wants next.</summary>
internal sealed class OrchestrationSession
{
    private readonly ITaskOrchestrator orchestrator;
    private readonly OrchestratorSettings settings;
    private readonly OrchestratorLoop loop;
    private readonly EmbeddedOrchestrationContext context;
    private Task<object?>? execution;

    /// <param name="onIllegalAwait">Called on another thread when the code turns out to await something that is not durable.</param>
    public OrchestrationSession(
        string instanceId, ExecutionStarted start, ITaskOrchestrator orchestrator, OrchestratorSettings settings, Action onIllegalAwait)
    {
        loop = new(onIllegalAwait);
        this.orchestrator = orchestrator;
        this.settings = settings;
        context = new(instanceId, start, settings, loop);
    }

    /// <summary>Takes the code to where it was.</summary>
    /// <exception cref="NonDeterminismException">The code is not the one that made this history.</exception>
    public void Replay(IReadOnlyList<HistoryRecord> history)
    {
        context.SetReplaying(true);
        Feed(history);
    }

    /// <summary>Whether the code has asked for this and has no answer yet; anything else is a duplicate or was cancelled.</summary>
    public bool Awaits(CompletionRecord record) => context.Calls.Contains(record.Id);

    /// <summary>Whether the code has returned or thrown; open calls may still keep the orchestration alive.</summary>
    public bool HasEnded => execution is { IsCompleted: true };

    public EventInbox Events => context.Events;

    /// <summary>Whether the code has asked for this and has no answer yet.</summary>
    public bool IsOpen(int callId) => context.Calls.Contains(callId);

    public int AttemptOf(int callId) => context.AttemptOf(callId);

    public DateTime FinalDueOf(TimerCreated timer) => context.FinalDueOf(timer);

    /// <summary>Calls that the code has made and the history does not hold.</summary>
    public IReadOnlyList<ScheduledRecord> CallsBeyondHistory() => context.TakeActions();

    /// <exception cref="NonDeterminismException">The records contain calls that the code did not make.</exception>
    public EpisodeResult Advance(IReadOnlyList<HistoryRecord> records)
    {
        context.SetReplaying(false);
        Feed(records);
        return Conclude();
    }

    private void Feed(IReadOnlyList<HistoryRecord> records) => loop.Run(() =>
    {
        foreach (var record in records)
        {
            Process(record);
            loop.Drain();
        }
    });

    private void Process(HistoryRecord record)
    {
        switch (record)
        {
            case EpisodeStarted:
                context.SetTime(record.Timestamp);
                break;
            case ExecutionStarted start:
                execution = loop.Begin(async () =>
                    await orchestrator.RunAsync(context, settings.Converter.Deserialize(start.Input, orchestrator.InputType)));
                break;
            case ScheduledRecord expected:
                var actual = NextAction(expected);
                if (actual is null || !expected.Matches(actual))
                    throw new NonDeterminismException(expected, actual is null ? WhyNoAction() : $"scheduled {actual.Describe()}");
                break;
            case CompletionRecord completion:
                context.Calls.Complete(completion);
                break;
            case EventRaised raised:
                context.Events.Raise(raised.Name, raised.Input);
                break;
        }
    }

    private ScheduledRecord? NextAction(ScheduledRecord expected)
    {
        var action = context.TakeNextAction();
        if (action is not null || expected is not EntityLockReleased || !HasEnded)
            return action;
        // The engine gave back at the end what the code still held.
        context.ReleaseLocks();
        return context.TakeNextAction();
    }

    private string WhyNoAction() => execution switch
    {
        { IsFaulted: true } => $"failed with {execution.Exception.InnerException!.GetType().FullName}: {execution.Exception.InnerException.Message}",
        { IsCanceled: true } => "was cancelled",
        { IsCompleted: true } => "completed",
        _ => "scheduled nothing at this point",
    };

    private EpisodeResult Conclude()
    {
        Debug.Assert(execution is not null, "An episode begins with ExecutionStarted.");
        if (loop.WasTouchedFromOutside || (!execution.IsCompleted && !context.Calls.Any && !context.Events.AnyWaiting))
            return Finish(EpisodeOutcome.Failed(settings.FailureOf(OrchestratorLoop.IllegalAwait())));
        if (!execution.IsCompleted)
            return Finish(null);
        if (execution.IsCompletedSuccessfully && context.Continuation is { } continuation)
            return Finish(EpisodeOutcome.Continued(continuation, continuation.PreserveUnprocessedEvents ? [.. context.Events.Unread] : []));
        return context.Calls.AnyBlocking ? Finish(null) : Finish(Outcome(execution));
    }

    private EpisodeOutcome Outcome(Task<object?> finished)
    {
        try
        {
            return EpisodeOutcome.Completed(settings.Converter.Serialize(finished.GetAwaiter().GetResult()));
        }
        catch (Exception e)
        {
            return EpisodeOutcome.Failed(settings.FailureOf(e));
        }
    }

    private EpisodeResult Finish(EpisodeOutcome? outcome)
    {
        if (outcome is not null)
            loop.Run(context.ReleaseLocks);
        return new(context.TakeActions(), outcome, context.SetsCustomStatus, context.CustomStatus, context.TakeCancelledTimers());
    }
}
