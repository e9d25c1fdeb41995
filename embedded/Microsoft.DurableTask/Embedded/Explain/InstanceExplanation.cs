using Microsoft.DurableTask.Client;

namespace Microsoft.DurableTask.Embedded.Explain;

/// <summary>What an instance waits for, as of its last committed step.</summary>
internal sealed record InstanceExplanation(string InstanceId, string Name, string RuntimeStatus)
{
    /// <summary>All of it in words.</summary>
    public string Summary { get; init; } = "";

    /// <summary>Why the instance cannot go on at all; null when it can.</summary>
    public string? Problem { get; init; }

    /// <summary>The code has ended; the instance stays open for its open calls.</summary>
    public bool CodeHasEnded { get; init; }

    public bool Suspended { get; init; }

    /// <summary>A start that was asked for a later time.</summary>
    public DateTime? StartsAt { get; init; }

    /// <summary>A step is at work.</summary>
    public bool StepIsRunning { get; init; }

    /// <summary>The place, from 1, among the instances whose next step is due; null when there is nothing for it to do.</summary>
    public int? QueuePosition { get; init; }

    public IReadOnlyList<OpenActivity> Activities { get; init; } = [];

    public IReadOnlyList<OpenTimer> Timers { get; init; } = [];

    public IReadOnlyList<OpenSubOrchestration> SubOrchestrations { get; init; } = [];

    public IReadOnlyList<OpenEntityCall> EntityCalls { get; init; } = [];

    public IReadOnlyList<OpenLock> Locks { get; init; } = [];

    public IReadOnlyList<EventCount> AwaitedEvents { get; init; } = [];

    /// <summary>Received, and not yet asked for by the code.</summary>
    public IReadOnlyList<EventCount> BufferedEvents { get; init; } = [];

    public static InstanceExplanation Ended(string instanceId, string name, OrchestrationRuntimeStatus status)
        => new(instanceId, name, status.ToString()) { CodeHasEnded = true, Summary = $"{status}; waits for nothing." };
}
