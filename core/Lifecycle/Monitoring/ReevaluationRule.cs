namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>
/// Watches that a change of regime or volatility is answered: the check of the regimes finds it and starts the evaluation, and here it is
/// said whom it concerns and until when, and when that time has passed.
/// </summary>
public static class ReevaluationRule
{
    /// <summary>A finding until the strategies have been ranked after the change; without strategies there is none.</summary>
    /// <param name="market">The change.</param>
    /// <param name="strategyIds">Live strategies that trade it.</param>
    /// <param name="now">The time of asking.</param>
    /// <param name="limits">Hours.</param>
    public static Finding? Check(MarketEvaluation market, IReadOnlyList<string> strategyIds, DateTimeOffset now, MonitoringLimits limits)
    {
        ArgumentNullException.ThrowIfNull(market);
        ArgumentNullException.ThrowIfNull(strategyIds);
        ArgumentNullException.ThrowIfNull(limits);
        var change = market.Change;
        if (strategyIds.Count == 0 || market.EvaluatedAt >= change.At)
            return null;
        var deadline = change.At.AddHours(limits.ReevaluationHours);
        var isLate = now > deadline;
        return new Finding
        {
            Kind = FindingKind.Reevaluation,
            Subject = change.Subject,
            Severity = isLate ? AlertSeverity.Critical : AlertSeverity.Information,
            Value = (now - change.At).TotalHours,
            Threshold = limits.ReevaluationHours,
            Cause = FormattableString.Invariant($"{change.Subject} went from {change.From} to {change.To} at {change.At:yyyy-MM-dd HH:mm}Z; its strategies were not ranked since."),
            NextAction = isLate
                ? FormattableString.Invariant($"Find out why no cycle has completed in {limits.ReevaluationHours} hours, and start one.")
                : FormattableString.Invariant($"None: they are evaluated again until {deadline:yyyy-MM-dd HH:mm}Z."),
            Affected = [.. strategyIds.Order(StringComparer.Ordinal)],
            Deadline = deadline,
        };
    }
}
