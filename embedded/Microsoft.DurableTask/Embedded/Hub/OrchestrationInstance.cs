using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Embedded.History;
using Microsoft.DurableTask.Embedded.Journal;
using Microsoft.DurableTask.Embedded.Orchestration;

namespace Microsoft.DurableTask.Embedded.Hub;

internal sealed class OrchestrationInstance(string id, ExecutionStarted start) : MessageTarget(id)
{
    private List<HistoryRecord>? history;
    private CancellationTokenSource? cancellation;
    private Dictionary<int, IDisposable>? timers;

    /// <summary>How the present execution began.</summary>
    public ExecutionStarted Start { get; set; } = start;

    public OrchestrationRuntimeStatus Status { get; set; } = OrchestrationRuntimeStatus.Pending;

    public string? CustomStatus { get; set; }

    public DateTime CreatedAt { get; init; }

    public List<HistoryRecord> History
    {
        get => history ??= [];
        set => history = value;
    }

    public ExecutionCompleted? Completed { get; set; }

    /// <summary>The running code; absent until the next step after a start, an eviction or a restart.</summary>
    public OrchestrationSession? Session { get; set; }

    /// <summary>Cancels what runs on behalf of the present execution.</summary>
    public CancellationTokenSource Cancellation
    {
        get => cancellation ??= new();
        set => cancellation = value;
    }

    /// <summary>The present execution's timers that may still fire.</summary>
    public Dictionary<int, IDisposable> Timers => timers ??= [];

    /// <summary>Where the history and the payloads of a finished orchestration lie when they are not in memory.</summary>
    public RecordLocation? Archive { get; private set; }

    public bool IsActive => Status
        is OrchestrationRuntimeStatus.Pending or OrchestrationRuntimeStatus.Running or OrchestrationRuntimeStatus.Suspended;

    public bool HasStarted => History.Count > 0;

    /// <summary>Whether a message for this execution, or for any, still has somebody to read it.</summary>
    public bool Accepts(string? executionId) => IsActive && (executionId is null || executionId == Start.ExecutionId);

    /// <summary>Keeps only what queries filter by.</summary>
    /// <param name="stub">What stays of the start.</param>
    public void MoveTo(RecordLocation archive, ExecutionStarted stub)
    {
        Archive = archive;
        Start = stub;
        Completed = null;
        CustomStatus = null;
        Session = null;
        history = null;
        cancellation = null;
        timers = null;
        ReleaseMessages();
    }

    /// <summary>Takes everything back into memory.</summary>
    public void Restore(OrchestrationCheckpoint checkpoint)
    {
        Archive = null;
        Start = checkpoint.Start;
        CustomStatus = checkpoint.CustomStatus;
        History = [.. checkpoint.History];
        Completed = checkpoint.History.OfType<ExecutionCompleted>().LastOrDefault();
    }

    /// <summary>Goes on from an earlier point; the history begins with the start, input and all.</summary>
    public void Rewind(IReadOnlyList<HistoryRecord> history)
    {
        Archive = null;
        Start = history.OfType<ExecutionStarted>().First();
        History = [.. history];
        Completed = null;
        Cancellation = new();
    }

    public OrchestrationCheckpoint ToCheckpoint(IReadOnlyList<Message> waiting)
        => new(Id, Start, Status, CustomStatus, CreatedAt, UpdatedAt, History, waiting);

    public void StopTimers()
    {
        foreach (var timer in Timers.Values)
            timer.Dispose();
        Timers.Clear();
    }
}
