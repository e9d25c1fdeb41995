using Serverless.Core.Regimes;

namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>
/// Asks for a new evaluation when a market has changed since its strategies were last judged. The change is measured from that time and not from
/// yesterday, so that a slow one is found too, and the same one once.
/// </summary>
public static class RegimeRule
{
    /// <summary>Findings for one market: another regime (12 hours), or a volatility that has moved too far (24 hours). None on old data.</summary>
    /// <param name="change">The market.</param>
    /// <param name="strategyIds">Strategies that trade it; without any there is nothing to evaluate.</param>
    /// <param name="now">The time of asking.</param>
    /// <param name="limits">Thresholds and hours.</param>
    public static IEnumerable<Finding> Check(MarketChange change, IReadOnlyList<string> strategyIds, DateTimeOffset now, MonitoringLimits limits)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(strategyIds);
        ArgumentNullException.ThrowIfNull(limits);
        if (change is not { Anchor: { } anchor, Now: { Stale: false, Regime: not VolatilityRegime.Unknown } current } || strategyIds.Count == 0)
            yield break;
        if (anchor.Regime is not VolatilityRegime.Unknown && anchor.Regime != current.Regime)
        {
            yield return Found(FindingKind.RegimeChange, limits.RegimeHours) with
            {
                Value = current.RealisedVolatility,
                Threshold = anchor.RealisedVolatility,
                Cause = FormattableString.Invariant(
                    $"{current.Symbol} went from {anchor.Regime} to {current.Regime} volatility: {current.RealisedVolatility:P0} a year, its 75th percentile is {current.P75:P0}."),
            };
        }

        if (current.RealisedVolatility / anchor.RealisedVolatility - 1 is { } moved && Math.Abs(moved) > limits.VolatilityChange)
        {
            yield return Found(FindingKind.VolatilityChange, limits.VolatilityHours) with
            {
                Value = moved,
                Threshold = limits.VolatilityChange,
                Cause = FormattableString.Invariant(
                    $"The volatility of {current.Symbol} went from {anchor.RealisedVolatility:P0} to {current.RealisedVolatility:P0} a year since its strategies were judged."),
            };
        }

        Finding Found(FindingKind kind, int hours) => new()
        {
            Kind = kind,
            Subject = current.Symbol,
            Severity = AlertSeverity.Information,
            Cause = "",
            NextAction = FormattableString.Invariant($"None: its strategies are evaluated again within {hours} hours."),
            Affected = [.. strategyIds.Order(StringComparer.Ordinal)],
            Deadline = now.AddHours(hours),
        };
    }
}
