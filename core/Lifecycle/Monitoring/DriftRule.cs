namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>
/// The fixed rule of drift: live figures against the backtest's. It is simple and it is what was promised, but it does not control false alarms; the
/// sequential test stands beside it.
/// </summary>
public static class DriftRule
{
    private const string Sharpe = "sharpe";

    private static readonly Metric[] Metrics =
    [
        new("volatility", 30, Direction.Both, figures => figures.Volatility),
        // Whatever its length, a live record should not fall so far below what years of backtest did.
        new("max_drawdown", 1, Direction.Above, figures => figures.MaxDrawdown),
        new("hit_rate", 60, Direction.Below, figures => figures.HitRate),
        new("tail_loss", 60, Direction.Above, figures => figures.TailLoss),
        new("turnover", 30, Direction.Both, figures => figures.AnnualTurnover),
        new("exposure", 60, Direction.Both, figures => figures.Exposure),
    ];

    private enum Direction
    {
        Below,
        Above,
        Both,
    }

    /// <summary>Every comparison, judged or not, the Sharpe ratio first.</summary>
    public static IReadOnlyList<MetricComparison> Compare(MonitoredStrategy strategy, MonitoringLimits limits)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        ArgumentNullException.ThrowIfNull(limits);
        var live = strategy.AtFullSize.Figures;
        var sharpe = new Metric(Sharpe, limits.SharpeDays, Direction.Below, figures => figures.Sharpe);
        return [Of(sharpe, 1 - limits.SharpeShare), .. Metrics.Select(metric => Of(metric, limits.Deviation))];

        MetricComparison Of(Metric metric, double limit)
        {
            var (value, expected) = (metric.Of(live), metric.Of(strategy.Expected));
            // A strategy that promised no positive Sharpe ratio has nothing to lose half of.
            var comparable = expected is not null and not 0 && (metric.Name != Sharpe || expected > 0);
            var deviation = comparable ? (value - expected) / Math.Abs(expected!.Value) : null;
            var judged = live.Days >= metric.Days && deviation is not null;
            return new MetricComparison(metric.Name, value, expected, deviation, metric.Days, judged, judged && IsBeyond(deviation!.Value, limit, metric.Direction));
        }
    }

    /// <summary>A finding for each figure that has drifted.</summary>
    public static IEnumerable<Finding> Check(MonitoredStrategy strategy, MonitoringLimits limits) =>
        Compare(strategy, limits).Where(comparison => comparison.IsDrift).Select(comparison => Found(strategy, comparison, limits));

    // Beyond, not at: exactly half of the backtest's is no drift.
    private static bool IsBeyond(double deviation, double limit, Direction direction) => direction switch
    {
        Direction.Below => deviation < -limit,
        Direction.Above => deviation > limit,
        _ => Math.Abs(deviation) > limit,
    };

    private static Finding Found(MonitoredStrategy strategy, MetricComparison comparison, MonitoringLimits limits)
    {
        var isSharpe = comparison.Metric == Sharpe;
        var expected = comparison.Expected!.Value;
        var limit = isSharpe ? limits.SharpeShare : comparison.Deviation > 0 ? 1 + limits.Deviation : 1 - limits.Deviation;
        return new Finding
        {
            Kind = isSharpe ? FindingKind.SharpeDrift : FindingKind.MetricDrift,
            Subject = strategy.StrategyId,
            Metric = isSharpe ? null : comparison.Metric,
            Severity = AlertSeverity.Warning,
            Value = comparison.Live,
            Threshold = expected * limit,
            Cause = FormattableString.Invariant(
                $"Its live {comparison.Metric} is {comparison.Live:0.###} after {strategy.AtFullSize.Daily.Days.Length} days; the backtest had {expected:0.###}, of which {limit:P0} is the limit."),
            NextAction = "Read its re-evaluation, which is scheduled; demote it if the walk-forward no longer supports it.",
            Affected = [strategy.StrategyId],
        };
    }

    private sealed record Metric(string Name, int Days, Direction Direction, Func<StrategyFigures, double?> Of);
}
