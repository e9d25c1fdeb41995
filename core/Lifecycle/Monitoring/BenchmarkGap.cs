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
        var windows = new BenchmarkWindows(benchmark, limits);
        var last = Math.Min(live.Days[^1], benchmark.Days[^1]);
        if (windows.GapAt(live, last) is not { } now)
            return null;
        var beyond = 0;
        while (windows.IsBeyond(windows.GapAt(live, last - beyond)))
            beyond++;
        var ratio = windows.RatioAt(last);
        return new BenchmarkGap(last, now.Strategy, now.Benchmark, windows.ScaleOf(ratio), ratio, beyond);
    }
}
