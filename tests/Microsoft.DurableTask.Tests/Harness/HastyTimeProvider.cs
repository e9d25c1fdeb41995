namespace Microsoft.DurableTask.Tests.Harness;

/// <summary>The system's clock with timers that never take long: what waits for a disk looks again at once.</summary>
internal sealed class HastyTimeProvider : TimeProvider
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(1);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        => new Timer(System.CreateTimer(callback, state, Shorten(dueTime), period));

    private static TimeSpan Shorten(TimeSpan time) => time > Longest ? Longest : time;

    private sealed class Timer(ITimer inner) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => inner.Change(Shorten(dueTime), period);

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
