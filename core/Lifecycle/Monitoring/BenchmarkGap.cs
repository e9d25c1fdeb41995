using Serverless.Core.Metrics;

namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>A strategy against the benchmark over the last days.</summary>
/// <param name="LastDay">Last day that both have, in days since 1970-01-01.</param>
/// <param name="Strategy">Compounded return of the strategy over the days.</param>
/// <param name="Benchmark">That of the benchmark.</param>
/// <param name="Scale">How many times the usual lag is allowed; 1 while the benchmark is not extreme.</param>
/// <param name="VolatilityRatio">Volatility of the benchmark over the days ÷ its median over windows of as many days before; null without history.</param>
/// <param name="DaysBeyond">Days in a row, up to the last, on which the lag was beyond the usual.</param>
public sealed record BenchmarkGap(int LastDay, double Strategy, double Benchmark, double Scale, double? VolatilityRatio, int DaysBeyond)
{
    private const int MedianDays = 730;

    /// <summary>Strategy minus benchmark, in points of return.</summary>
    public double Difference => Strategy - Benchmark;

    /// <summary>
    /// Measures over the days of the benchmark; on one without bars of the strategy it earned nothing. Null until both have
    /// <see cref="MonitoringLimits.BenchmarkDays"/> calendar days in common.
    /// </summary>
    /// <param name="live">The strategy since it is live.</param>
    /// <param name="benchmark">The benchmark, also from before that.</param>
    /// <param name="limits">Days and thresholds.</param>
    public static BenchmarkGap? Measure(DailyReturns live, DailyReturns benchmark, MonitoringLimits limits)
    {
        ArgumentNullException.ThrowIfNull(live);
        ArgumentNullException.ThrowIfNull(benchmark);
        ArgumentNullException.ThrowIfNull(limits);
        if (live.Days.Length == 0 || benchmark.Days.Length == 0)
            return null;
        var last = Math.Min(live.Days[^1], benchmark.Days[^1]);
        if (Over(last) is not { } now)
            return null;
        var beyond = 0;
        while (Over(last - beyond) is { } earlier && earlier.Strategy - earlier.Benchmark <= -limits.BenchmarkLag)
            beyond++;
        var ratio = RelativeVolatility(benchmark, last, limits.BenchmarkDays);
        var scale = Math.Clamp((ratio ?? 1) / limits.ExtremeVolatility, 1, limits.MaxLagScale);
        return new BenchmarkGap(last, now.Strategy, now.Benchmark, scale, ratio, beyond);

        (double Strategy, double Benchmark)? Over(int end)
        {
            var start = end - limits.BenchmarkDays + 1;
            return start < live.Days[0] || start < benchmark.Days[0]
                ? null
                : (ReturnStatistics.TotalReturn(Between(live, start, end)), ReturnStatistics.TotalReturn(Between(benchmark, start, end)));
        }
    }

    // Against the median of the two years before, in steps of a tenth of a window.
    private static double? RelativeVolatility(DailyReturns benchmark, int last, int days)
    {
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

    private static ReadOnlySpan<double> Between(DailyReturns daily, int first, int last)
    {
        var (from, to) = (Array.BinarySearch(daily.Days, first), Array.BinarySearch(daily.Days, last + 1));
        return daily.Values.AsSpan((from >= 0 ? from : ~from)..(to >= 0 ? to : ~to));
    }
}
