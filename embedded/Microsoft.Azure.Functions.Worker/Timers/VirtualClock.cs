namespace Microsoft.Azure.Functions.Worker.Timers;

/// <summary>A clock that stands still until it is moved from one due time to the next, so that years pass as fast as the work in them is done.</summary>
internal sealed class VirtualClock(DateTimeOffset start, DateTimeOffset end) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Alarm> alarms = [];
    private DateTimeOffset now = start.ToUniversalTime();
    private long sequence;

    /// <summary>Where time ends.</summary>
    public DateTimeOffset End { get; } = end.ToUniversalTime();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    /// <summary>When the next timer is due; null when none is before the end of time.</summary>
    public DateTimeOffset? NextDue()
    {
        lock (gate)
            return Next()?.Due;
    }

    /// <summary>Moves to the next due time and calls that timer back, on this thread; with none left, moves to the end and returns false. Of timers that are due
    /// at the same time, the first that was set goes first, and each move takes one.</summary>
    public bool MoveOn()
    {
        Alarm? next;
        lock (gate)
        {
            next = Next();
            var time = next?.Due ?? End;
            now = time > now ? time : now;
            next?.Rearm();
        }

        next?.CallBack();
        return next is not null;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        alarm.Change(dueTime, period);
        return alarm;
    }

    private Alarm? Next() => alarms.Where(alarm => alarm.Due <= End).MinBy(alarm => (alarm.Due, alarm.Sequence));

    private sealed class Alarm(VirtualClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan period;
        private bool isDisposed;

        public DateTimeOffset Due { get; private set; }

        public long Sequence { get; private set; }

        public void CallBack() => callback(state);

        /// <summary>Sets the next of a timer that comes again; called by its clock, under the lock.</summary>
        public void Rearm()
        {
            clock.alarms.Remove(this);
            Set(period);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                if (isDisposed)
                    return false;
                clock.alarms.Remove(this);
                this.period = period == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : period;
                Set(dueTime == TimeSpan.Zero ? this.period : dueTime);
            }

            // As with the system's clock, what is due at once does not wait for the clock to move.
            if (dueTime == TimeSpan.Zero)
                ThreadPool.UnsafeQueueUserWorkItem(static alarm => alarm.CallBack(), this, preferLocal: false);
            return true;
        }

        public void Dispose()
        {
            lock (clock.gate)
            {
                isDisposed = true;
                clock.alarms.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Set(TimeSpan wait)
        {
            if (wait == Timeout.InfiniteTimeSpan)
                return;
            (Due, Sequence) = (clock.now + wait, clock.sequence++);
            clock.alarms.Add(this);
        }
    }
}
