using System.Collections.Concurrent;

namespace Microsoft.DurableTask.Embedded.Hub;

/// <summary>Runs items as they come, a bounded number at a time.</summary>
internal sealed class Dispatcher<T>(int limit, Func<T, Task> process, Action<Exception, T> onError, WorkTracker tracker)
{
    private readonly ConcurrentQueue<T> queue = new();
    private readonly TaskCompletionSource idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int running;
    private volatile bool stopping;

    /// <summary>How many are to begin before the first that matches, plus one; null when none waits.</summary>
    public int? PositionOf(Func<T, bool> matches)
    {
        var position = 0;
        foreach (var item in queue)
        {
            position++;
            if (matches(item))
                return position;
        }

        return null;
    }

    public void Enqueue(T item)
    {
        tracker.Enter();
        queue.Enqueue(item);
        StartWorker();
    }

    /// <summary>Begins nothing new; completes when what runs has ended.</summary>
    public Task StopAsync()
    {
        stopping = true;
        // A worker that ends now must see that this stops, or this must see that it ended.
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref running) == 0)
            idle.TrySetResult();
        return idle.Task;
    }

    private void StartWorker()
    {
        for (var count = Volatile.Read(ref running); count < limit && !stopping;)
        {
            var seen = Interlocked.CompareExchange(ref running, count + 1, count);
            if (seen == count)
            {
                ThreadPool.UnsafeQueueUserWorkItem(static dispatcher => _ = dispatcher.WorkAsync(), this, preferLocal: false);
                return;
            }

            count = seen;
        }
    }

    private async Task ProcessAsync(T item)
    {
        try
        {
            await process(item);
        }
        catch (Exception e)
        {
            onError(e, item);
        }
        finally
        {
            tracker.Exit();
        }
    }

    private async Task WorkAsync()
    {
        while (!stopping && queue.TryDequeue(out var item))
            await ProcessAsync(item);
        if (Interlocked.Decrement(ref running) == 0 && stopping)
            idle.TrySetResult();
        else if (!queue.IsEmpty)
            StartWorker();
    }
}
