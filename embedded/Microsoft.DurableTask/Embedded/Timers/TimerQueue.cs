using Microsoft.DurableTask.Embedded.Hub;

namespace Microsoft.DurableTask.Embedded.Timers;

/// <summary>Calls back at given times, earliest first, driven by one timer of the time provider.</summary>
internal sealed class TimerQueue : IDisposable
{
    /// <summary>Timers of the platform end below 50 days; a later time is approached in steps.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly TimeProvider time;
    private readonly WorkTracker work;
    private readonly ITimer timer;
    private readonly Lock gate = new();
    private readonly PriorityQueue<Entry, (DateTime Due, long Order)> entries = new();
    private DateTime armedFor = DateTime.MaxValue;
    private long lastOrder;
    private bool disposed;

    public TimerQueue(TimeProvider time, WorkTracker work)
    {
        this.time = time;
        this.work = work;
        timer = time.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Times that are past fire at once, on another thread. Disposing the result cancels.</summary>
    public IDisposable Schedule(DateTime due, Action callback)
    {
        var entry = new Entry(callback);
        lock (gate)
        {
            if (disposed)
                return entry;
            entries.Enqueue(entry, (due, ++lastOrder));
            if (due < armedFor)
                Arm(due);
        }

        return entry;
    }

    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            entries.Clear();
        }

        timer.Dispose();
    }

    private void Fire()
    {
        while (TakeDue() is { } entry)
            entry.Fire();
    }

    private Entry? TakeDue()
    {
        lock (gate)
        {
            if (disposed)
                return null;
            var now = time.GetUtcNow().UtcDateTime;
            while (entries.TryPeek(out var entry, out var key))
            {
                if (!entry.IsCancelled && key.Due > now)
                {
                    Arm(key.Due);
                    return null;
                }

                entries.Dequeue();
                if (!entry.IsCancelled)
                    return entry;
            }

            armedFor = DateTime.MaxValue;
            return null;
        }
    }

    private void Arm(DateTime due)
    {
        armedFor = due;
        var wait = due - time.GetUtcNow().UtcDateTime;

        // What is due already is left to the thread below: the timer would call back on one that the tracker does not know of, and the
        // engine would seem idle while that one has the entry in its hand. Whole milliseconds, rounded up: a timer that comes early
        // would find nothing due.
        if (wait > TimeSpan.Zero)
            timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(Math.Min(wait.TotalMilliseconds, LongestWait.TotalMilliseconds))), Timeout.InfiniteTimeSpan);
        // A clock that a test moves may have gone past the time meanwhile, or stand still at it.
        if (due > time.GetUtcNow().UtcDateTime)
            return;
        work.Enter();
        ThreadPool.UnsafeQueueUserWorkItem(
            static queue =>
            {
                queue.Fire();
                queue.work.Exit();
            },
            this,
            preferLocal: false);
    }

    private sealed class Entry(Action callback) : IDisposable
    {
        private Action? callback = callback;

        public bool IsCancelled => Volatile.Read(ref callback) is null;

        public void Fire() => Interlocked.Exchange(ref callback, null)?.Invoke();

        public void Dispose() => Volatile.Write(ref callback, null);
    }
}
