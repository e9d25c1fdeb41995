namespace Microsoft.DurableTask.Embedded.Orchestration;

/// <summary>
/// Runs orchestrator code on the calling thread, one continuation at a time, in the order in which they became ready: that is
/// what makes a replay take the same path.
/// </summary>
internal sealed class OrchestratorLoop : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> ready = new();
    private readonly LoopScheduler scheduler;
    private readonly TaskFactory factory;
    private readonly Action onTouchFromOutside;
    private int threadId;

    public OrchestratorLoop(Action onTouchFromOutside)
    {
        this.onTouchFromOutside = onTouchFromOutside;
        scheduler = new(this);
        factory = new(CancellationToken.None, TaskCreationOptions.HideScheduler, TaskContinuationOptions.HideScheduler, scheduler);
    }

    /// <summary>A continuation came from elsewhere: the code awaited something that is not durable.</summary>
    public bool WasTouchedFromOutside { get; private set; }

    public bool IsCurrent => Environment.CurrentManagedThreadId == Volatile.Read(ref threadId);

    public static InvalidOperationException IllegalAwait() => new(
        "An invalid asynchronous invocation was detected. This can be caused by awaiting non-durable tasks in an orchestrator "
        + "function's implementation or by middleware that invokes asynchronous code.");

    /// <summary>Runs the action and everything that it makes ready.</summary>
    public void Run(Action action)
    {
        var outer = Current;
        Volatile.Write(ref threadId, Environment.CurrentManagedThreadId);
        SetSynchronizationContext(this);
        try
        {
            action();
            Drain();
        }
        finally
        {
            SetSynchronizationContext(outer);
            Volatile.Write(ref threadId, 0);
        }
    }

    /// <summary>Begins the orchestrator's code; only within <see cref="Run"/>.</summary>
    public Task<T> Begin<T>(Func<Task<T>> code) => factory.StartNew(code).Unwrap();

    public void Drain()
    {
        while (ready.TryDequeue(out var item))
            item.Callback(item.State);
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsCurrent)
            ready.Enqueue((d, state));
        else
            ReportTouch();
    }

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (IsCurrent)
            d(state);
        else
            ReportTouch();
    }

    public override SynchronizationContext CreateCopy() => this;

    private void ReportTouch()
    {
        WasTouchedFromOutside = true;
        onTouchFromOutside();
    }

    private sealed class LoopScheduler(OrchestratorLoop loop) : TaskScheduler
    {
        public override int MaximumConcurrencyLevel => 1;

        protected override void QueueTask(Task task) => loop.Post(_ => TryExecuteTask(task), null);

        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued)
            => loop.IsCurrent && !taskWasPreviouslyQueued && TryExecuteTask(task);

        protected override IEnumerable<Task>? GetScheduledTasks() => null;
    }
}
