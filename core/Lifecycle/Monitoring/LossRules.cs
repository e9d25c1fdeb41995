namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>What falling equity leads to.</summary>
public static class LossRules
{
    /// <summary>
    /// Halves sizes when the fall from the highest equity reaches <see cref="MonitoringLimits.Drawdown"/>. The finding lasts until the fall is back below
    /// <see cref="MonitoringLimits.DrawdownRelease"/>.
    /// </summary>
    public static Finding? CheckDrawdown(MonitoredStrategy strategy, MonitoringLimits limits)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        ArgumentNullException.ThrowIfNull(limits);
        var fall = strategy.Live.Fall;
        if (!(fall >= limits.Drawdown) && !(strategy.HalfSize && fall >= limits.DrawdownRelease))
            return null;
        return new Finding
        {
            Kind = FindingKind.Drawdown,
            Subject = strategy.StrategyId,
            Severity = AlertSeverity.Warning,
            Value = fall,
            Threshold = strategy.HalfSize ? limits.DrawdownRelease : limits.Drawdown,
            Cause = strategy.HalfSize
                ? FormattableString.Invariant($"It is {fall:P1} below its highest equity at half size; full size returns below {limits.DrawdownRelease:P0}.")
                : FormattableString.Invariant($"It is {fall:P1} below its highest equity; sizes are halved at {limits.Drawdown:P0}."),
            NextAction = "Check whether its market has changed; deactivate it if so, else leave it at half size.",
            Trigger = strategy.HalfSize ? null : LifecycleTrigger.HalveSize,
        };
    }

    /// <summary>
    /// Takes a strategy out of service before it has lost <see cref="MonitoringLimits.MaxLoss"/> of its capital: as soon as one more bad day, of the
    /// size of the mean of its backtest's worst twentieth (halved with its size), could reach that. What opens with a larger gap passes the limit all the same.
    /// </summary>
    public static Finding? CheckLoss(MonitoredStrategy strategy, MonitoringLimits limits)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        ArgumentNullException.ThrowIfNull(limits);
        var threshold = LossThreshold(strategy, limits);
        if (!(strategy.Live.Loss >= threshold))
            return null;
        return new Finding
        {
            Kind = FindingKind.LossGuard,
            Subject = strategy.StrategyId,
            Severity = AlertSeverity.Critical,
            Value = strategy.Live.Loss,
            Threshold = threshold,
            Cause = FormattableString.Invariant(
                $"It has lost {strategy.Live.Loss:P1} of its capital; {limits.MaxLoss:P0} is the most, and {limits.MaxLoss - threshold:P1} is kept for one more bad day."),
            NextAction = "Confirm that its position is closed; decide whether research should go on with it.",
            Trigger = LifecycleTrigger.Deactivate,
        };
    }

    /// <summary>The loss of capital at which a strategy is taken out of service.</summary>
    public static double LossThreshold(MonitoredStrategy strategy, MonitoringLimits limits)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        ArgumentNullException.ThrowIfNull(limits);
        return LossThreshold(strategy.Expected.TailLoss, strategy.HalfSize, limits);
    }

    /// <summary>The same for a strategy whose backtest lost <paramref name="tailLoss"/> on the mean of its worst twentieth of days; null when that is not known.</summary>
    internal static double LossThreshold(double? tailLoss, bool halfSize, MonitoringLimits limits) =>
        limits.MaxLoss - Math.Clamp((tailLoss ?? limits.MaxReserve) * (halfSize ? 0.5 : 1), limits.MinReserve, limits.MaxReserve);
}
