namespace Serverless.Testing;

/// <summary>
/// A clock that moves only when a test moves it. Timers fire on the thread that advances, in the order of their due times (ties: in
/// the order in which they were set), with the clock at exactly the due time of each. Like the system's, they take no time beyond 49 days.
/// </summary>
public sealed class ManualTimeProvider(DateTimeOffset start) : TimeProvider
{
    static readonly TimeSpan LongestTime = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    readonly Lock gate = new();
    readonly List<ManualTimer> timers = [];
    DateTimeOffset now = start.ToUniversalTime();
    long sequence;

    /// <summary>A clock that starts at midnight of 1 January 2024, UTC.</summary>
    public ManualTimeProvider()
        : this(new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return now;
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().Ticks;

    /// <summary>Moves the clock on by <paramref name="by"/> and fires what becomes due.</summary>
    public void Advance(TimeSpan by) => SetUtcNow(GetUtcNow() + by);

    /// <summary>Moves the clock to <paramref name="value"/>, never backwards, and fires what becomes due.</summary>
    public void SetUtcNow(DateTimeOffset value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, GetUtcNow());
        while (TakeNextDue(value) is { } timer)
            timer.Fire();
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    ManualTimer? TakeNextDue(DateTimeOffset until)
    {
        lock (gate)
        {
            var next = timers.MinBy(timer => (timer.Due, timer.Sequence));
            if (next is null || next.Due > until)
            {
                // A callback of another thread may have moved the clock further meanwhile.
                now = until > now ? until : now;
                return null;
            }

            now = next.Due > now ? next.Due : now;
            if (next.Period == Timeout.InfiniteTimeSpan)
                timers.Remove(next);
            else
                Schedule(next, next.Period);
            return next;
        }
    }

    void Schedule(ManualTimer timer, TimeSpan delay)
    {
        timer.Due = now + delay;
        timer.Sequence = sequence++;
    }

    sealed class ManualTimer(ManualTimeProvider owner, TimerCallback callback, object? state) : ITimer
    {
        bool disposed;

        public DateTimeOffset Due { get; set; }

        public long Sequence { get; set; }

        public TimeSpan Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(dueTime, LongestTime);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(period, LongestTime);
            lock (owner.gate)
            {
                if (disposed)
                    return false;
                owner.timers.Remove(this);
                Period = period == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : period;
                var next = dueTime == TimeSpan.Zero ? Period : dueTime;
                if (next != Timeout.InfiniteTimeSpan)
                {
                    owner.Schedule(this, next);
                    owner.timers.Add(this);
                }
            }

            // Like the system's clock: what is due at once does not wait for the clock to move.
            if (dueTime == TimeSpan.Zero)
                ThreadPool.UnsafeQueueUserWorkItem(static timer => timer.Fire(), this, preferLocal: false);
            return true;
        }

        public void Dispose()
        {
            lock (owner.gate)
            {
                disposed = true;
                owner.timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
