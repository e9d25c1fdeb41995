using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Embedded.History;
using Microsoft.DurableTask.Embedded.Hub;

namespace Microsoft.DurableTask.Embedded.Orchestration;

/// <summary>The messages of one step, sorted by what is to be done with them.</summary>
internal sealed class OrchestrationStep
{
    private OrchestrationStep()
    {
    }

    /// <summary>For the history and the code, in order.</summary>
    public List<HistoryRecord> Records { get; } = [];

    /// <summary>To be looked at later: the orchestration is suspended or has not begun.</summary>
    public List<Message> Leftover { get; } = [];

    public ExecutionTerminated? Termination { get; private set; }

    public bool IsSuspended { get; private set; }

    public bool WasSuspended { get; private init; }

    /// <summary>The code awaited something that is not durable and must be looked at.</summary>
    public bool MustLookAgain { get; private set; }

    public static OrchestrationStep Sort(OrchestrationInstance instance, List<Message> messages)
    {
        var suspended = instance.Status == OrchestrationRuntimeStatus.Suspended;
        var step = new OrchestrationStep { IsSuspended = suspended, WasSuspended = suspended };
        var canRun = instance.HasStarted || messages.Exists(message => message.Body is ExecutionStarted);
        foreach (var message in messages)
        {
            if (instance.Accepts(message.ExecutionId))
                step.Add(message, canRun);
            if (step.Termination is not null)
                break;
        }

        // Events may have come before the start was due; the code begins with the start all the same.
        var start = step.Records.FindIndex(record => record is ExecutionStarted);
        if (start > 0)
        {
            var record = step.Records[start];
            step.Records.RemoveAt(start);
            step.Records.Insert(0, record);
        }

        return step;
    }

    private void Add(Message message, bool canRun)
    {
        switch (message.Body)
        {
            case ExecutionTerminated termination:
                Termination = termination;
                break;
            case ExecutionSuspended when !IsSuspended:
                IsSuspended = true;
                Records.Add(message.Body);
                break;
            case ExecutionResumed when IsSuspended:
                IsSuspended = false;
                Records.Add(message.Body);
                Records.AddRange(Leftover.Select(waiting => waiting.Body));
                Leftover.Clear();
                break;
            case ExecutionSuspended or ExecutionResumed:
                break;
            case EpisodeStarted:
                MustLookAgain = true;
                break;
            default:
                if (IsSuspended || !canRun)
                    Leftover.Add(message);
                else
                    Records.Add(message.Body);
                break;
        }
    }
}
