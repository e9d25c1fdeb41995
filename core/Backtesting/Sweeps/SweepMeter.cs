namespace Serverless.Core.Backtesting.Sweeps;

/// <summary>Counts finished parameter sets and reports, at the beginning, at most ten times a second, and at the end. For one thread at a time.</summary>
internal sealed class SweepMeter
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly int total;
    private readonly int resumed;
    private readonly TimeProvider time;
    private readonly IProgress<SweepProgress>? progress;
    private readonly long started;
    private long reported;
    private int done;

    public SweepMeter(int total, int resumed, TimeProvider time, IProgress<SweepProgress>? progress)
    {
        (this.total, this.resumed, this.time, this.progress) = (total, resumed, time, progress);
        done = resumed;
        started = time.GetTimestamp();
        Report(started);
    }

    public void Count()
    {
        done++;
        if (progress is null)
            return;
        var now = time.GetTimestamp();
        if (done == total || time.GetElapsedTime(reported, now) >= Interval)
            Report(now);
    }

    private void Report(long now)
    {
        reported = now;
        var seconds = time.GetElapsedTime(started, now).TotalSeconds;
        var rate = done > resumed && seconds > 0 ? (done - resumed) / seconds : 0;
        progress?.Report(new SweepProgress(done, total, resumed, rate, rate > 0 ? TimeSpan.FromSeconds((total - done) / rate) : null));
    }
}
