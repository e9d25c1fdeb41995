using Serverless.Core.Metrics;

namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>
/// Rolls a strategy back that lags the market. While the market itself is extreme, the lag that is allowed grows with its volatility, up to
/// <see cref="MonitoringLimits.MaxLagScale"/> times: a difference that is large among quiet days may be luck among wild ones. A lag between the two thresholds is
/// reported every day, and ends in a roll-back after <see cref="MonitoringLimits.BenchmarkWaitDays"/> days, calm or not.
/// </summary>
public static class BenchmarkRule
{
    /// <summary>A finding while the lag is beyond the usual threshold.</summary>
    public static Finding? Check(MonitoredStrategy strategy, DailyReturns benchmark, MonitoringLimits limits)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        ArgumentNullException.ThrowIfNull(limits);
        if (BenchmarkGap.Measure(strategy.Live.Daily, benchmark, limits) is not { } gap || gap.Difference > -limits.BenchmarkLag)
            return null;
        var waited = gap.DaysBeyond > limits.BenchmarkWaitDays;
        var threshold = -limits.BenchmarkLag * (waited ? 1 : gap.Scale);
        var lag = FormattableString.Invariant(
            $"Over {limits.BenchmarkDays} days it returned {gap.Strategy:P1}, the benchmark {gap.Benchmark:P1}: {gap.Difference * 100:0.0} points");
        if (gap.Difference <= threshold)
        {
            return Found(strategy, FindingKind.BenchmarkLag, AlertSeverity.Critical, gap, threshold) with
            {
                Cause = waited && gap.Scale > 1
                    ? FormattableString.Invariant($"{lag}, for {gap.DaysBeyond} days beyond {-limits.BenchmarkLag * 100:0}; waiting for a calmer market has ended.")
                    : FormattableString.Invariant($"{lag}; the limit is {threshold * 100:0.#}."),
                NextAction = "Confirm that its position is closed and its capital is back in the reserve.",
                Trigger = LifecycleTrigger.RollBack,
            };
        }

        return Found(strategy, FindingKind.BenchmarkWait, AlertSeverity.Warning, gap, threshold) with
        {
            Cause = FormattableString.Invariant(
                $"{lag}, beyond {-limits.BenchmarkLag * 100:0}; but the benchmark moves {gap.VolatilityRatio:0.0} times as much as usual, so that {threshold * 100:0.#} is the limit for now."),
            NextAction = FormattableString.Invariant(
                $"Decide whether it should go now; it goes by itself in {limits.BenchmarkWaitDays + 1 - gap.DaysBeyond} days if it still lags."),
        };
    }

    private static Finding Found(MonitoredStrategy strategy, FindingKind kind, AlertSeverity severity, BenchmarkGap gap, double threshold) => new()
    {
        Kind = kind,
        Subject = strategy.StrategyId,
        Severity = severity,
        Value = gap.Difference,
        Threshold = threshold,
        Cause = "",
        NextAction = "",
    };
}
