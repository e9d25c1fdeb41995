using System.Collections.Concurrent;

namespace Serverless.Testing.Http;

/// <summary>
/// A clock for code that waits and has timeouts: waits pass at once and are recorded; a timer of exactly <paramref name="timeout"/> fires
/// only when the test moves <paramref name="clock"/> on.
/// </summary>
public sealed class SkippingTimeProvider(ManualTimeProvider clock, TimeSpan timeout) : TimeProvider
{
    private readonly ConcurrentQueue<TimeSpan> waits = new();

    /// <summary>The waits so far, in order.</summary>
    public IReadOnlyList<TimeSpan> Waits => [.. waits];

    /// <inheritdoc/>
    public override long TimestampFrequency => clock.TimestampFrequency;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    /// <inheritdoc/>
    public override long GetTimestamp() => clock.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = clock.CreateTimer(callback, state, dueTime, period);
        if (dueTime == timeout || dueTime == Timeout.InfiniteTimeSpan || dueTime == TimeSpan.Zero)
            return timer;
        waits.Enqueue(dueTime);
        ThreadPool.UnsafeQueueUserWorkItem(_ => clock.Advance(dueTime), null);
        return timer;
    }
}
