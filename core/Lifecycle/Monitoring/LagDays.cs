using Serverless.Core.Metrics;

namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>
/// The days of a history on which <see cref="BenchmarkRule"/> rolls back, whenever the stay began: a day ends those stays that had enough days before it. Counted
/// up to each day, so that any stay is one subtraction.
/// </summary>
internal sealed class LagDays
{
    private readonly MonitoringLimits limits;
    private readonly int[] atOnce;
    private readonly int[] afterWait;

    private LagDays(MonitoringLimits limits, int days)
    {
        this.limits = limits;
        (atOnce, afterWait) = (new int[days + 1], new int[days + 1]);
    }

    /// <param name="returns">Daily returns; at least one.</param>
    /// <param name="benchmark">The benchmark.</param>
    public static LagDays Of(DailyReturns returns, BenchmarkWindows benchmark)
    {
        var (first, next, run, limits) = (returns.Days[0], 0, 0, benchmark.Limits);
        var lags = new LagDays(limits, returns.Days[^1] - first + 1);
        for (var i = 0; i + 1 < lags.atOnce.Length; i++)
        {
            var gap = benchmark.Covers(first + i, first + i) ? benchmark.GapAt(returns, first + i) : null;
            run = benchmark.IsBeyond(gap) ? run + 1 : 0;
            // Without a bar there is nothing new to see: the run goes on, and the next look finds it.
            var isLook = returns.Days[next] == first + i;
            next += isLook ? 1 : 0;
            var ends = isLook && run > 0 && gap!.Value.Strategy - gap.Value.Benchmark <= -limits.BenchmarkLag * benchmark.ScaleAt(first + i);
            lags.atOnce[i + 1] = lags.atOnce[i] + (ends ? 1 : 0);
            lags.afterWait[i + 1] = lags.afterWait[i] + (isLook && run > limits.BenchmarkWaitDays ? 1 : 0);
        }

        return lags;
    }

    /// <summary>Whether a stay from <paramref name="start"/> to <paramref name="last"/>, both in days since the first return, would have been rolled back.</summary>
    public bool EndStay(int start, int last)
    {
        // A lag needs a whole window within the stay, and the wait as many days beyond it again.
        var judged = start + limits.BenchmarkDays - 1;
        return Any(atOnce, judged, last) || Any(afterWait, judged + limits.BenchmarkWaitDays, last);
    }

    private static bool Any(int[] countsBefore, int first, int last) => first <= last && countsBefore[last + 1] > countsBefore[first];
}
