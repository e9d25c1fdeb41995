using Microsoft.DurableTask.Embedded.Hub;

namespace Microsoft.Azure.Functions.Worker.Timers;

/// <summary>A wait of one that is at work otherwise: from when it is set until it ends, its owner rests.</summary>
internal sealed class Rest : IDisposable
{
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WorkTracker work;
    private readonly ITimer timer;
    private int isOver;

    public Rest(TimeProvider time, TimeSpan wait, WorkTracker work)
    {
        this.work = work;
        timer = time.CreateTimer(static rest => ((Rest)rest!).End(), this, wait, Timeout.InfiniteTimeSpan);
        work.Exit();
    }

    public Task Ended => ended.Task;

    public void Dispose()
    {
        End();
        timer.Dispose();
    }

    // The work begins on the thread that moves the clock, before anybody can look whether there is any.
    private void End()
    {
        if (Interlocked.Exchange(ref isOver, 1) != 0)
            return;
        work.Enter();
        ended.SetResult();
    }
}
