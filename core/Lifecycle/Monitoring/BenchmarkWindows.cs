using Serverless.Core.Metrics;

namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>
/// A benchmark over windows of <see cref="MonitoringLimits.BenchmarkDays"/> calendar days, each named by its last day. What it says of a day depends on nothing
/// later. Thread-safe; it keeps the scales that were asked for, since each takes hundreds of windows.
/// </summary>
/// <param name="benchmark">Daily returns of the benchmark.</param>
/// <param name="limits">Days and thresholds.</param>
public sealed class BenchmarkWindows(DailyReturns benchmark, MonitoringLimits limits)
{
    private const int MedianDays = 730;

    private double[]? scales;

    /// <summary>The benchmark.</summary>
    public DailyReturns Benchmark => benchmark;

    /// <summary>Days and thresholds.</summary>
    public MonitoringLimits Limits => limits;

    /// <summary>Whether it has returns from <paramref name="first"/> to <paramref name="last"/>.</summary>
    internal bool Covers(int first, int last) => benchmark.Days.Length > 0 && benchmark.Days[0] <= first && last <= benchmark.Days[^1];

    /// <summary>Compounded returns of both over the window that ends on a day; null when it begins before one of them.</summary>
    internal (double Strategy, double Benchmark)? GapAt(DailyReturns live, int end)
    {
        var start = end - limits.BenchmarkDays + 1;
        return start < live.Days[0] || start < benchmark.Days[0]
            ? null
            : (ReturnStatistics.TotalReturn(Between(live, start, end)), ReturnStatistics.TotalReturn(Between(benchmark, start, end)));
    }

    /// <summary>Whether a difference of returns is beyond the usual lag.</summary>
    internal bool IsBeyond((double Strategy, double Benchmark)? gap) => gap is { } both && both.Strategy - both.Benchmark <= -limits.BenchmarkLag;

    /// <summary>
    /// Volatility of the window that ends on a day, as a multiple of the median of the two years before, in steps of a tenth of a window; null without such.
    /// </summary>
    internal double? RatioAt(int last)
    {
        var days = limits.BenchmarkDays;
        var before = new List<double>();
        for (var end = last - days; end > last - MedianDays && end - days + 1 >= benchmark.Days[0]; end -= Math.Max(1, days / 10))
        {
            if (ReturnMoments.Of(Between(benchmark, end - days + 1, end)).Deviation is { } deviation)
                before.Add(deviation);
        }

        before.Sort();
        return before.Count == 0 || before[before.Count / 2] == 0
            ? null
            : ReturnMoments.Of(Between(benchmark, last - days + 1, last)).Deviation / before[before.Count / 2];
    }

    /// <summary>How many times the usual lag is allowed at a <see cref="RatioAt"/>.</summary>
    internal double ScaleOf(double? ratio) => Math.Clamp((ratio ?? 1) / limits.ExtremeVolatility, 1, limits.MaxLagScale);

    /// <summary>The same on a day that it <see cref="Covers"/>.</summary>
    internal double ScaleAt(int day)
    {
        var known = scales ??= new double[benchmark.Days[^1] - benchmark.Days[0] + 1];
        ref var scale = ref known[day - benchmark.Days[0]];
        if (scale == 0)
            scale = ScaleOf(RatioAt(day));
        return scale;
    }

    private static ReadOnlySpan<double> Between(DailyReturns daily, int first, int last)
    {
        var (from, to) = (Array.BinarySearch(daily.Days, first), Array.BinarySearch(daily.Days, last + 1));
        return daily.Values.AsSpan((from >= 0 ? from : ~from)..(to >= 0 ? to : ~to));
    }
}
