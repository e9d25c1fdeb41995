using Serverless.Core.Portfolio;
using Serverless.Core.Risk;
using Serverless.Core.Strategies.Models;

namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>Whether a strategy is within the limits of today, by what it is and by what it may hold: what was fine once may not be any more.</summary>
public static class RiskLimitRule
{
    /// <summary>A finding for each limit that it violates, by the limit's name: see <see cref="LimitCompliance"/> and <see cref="RiskLimitNames"/>.</summary>
    public static IEnumerable<Finding> Check(MonitoredStrategy strategy, LifecycleLimits today)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        ArgumentNullException.ThrowIfNull(today);
        var breaches = strategy.Row is { } row ? LimitCompliance.FindBreaches(row, strategy.Parameters, today) : [];
        return breaches.Select(breach => new Finding
        {
            Kind = FindingKind.RiskLimit,
            Subject = strategy.StrategyId,
            Metric = NameOf(breach.Limit),
            Severity = AlertSeverity.Warning,
            Cause = $"Of {strategy.StrategyId}, {breach.Message}",
            NextAction = "Demote it, or change the limit if it was not meant for this strategy.",
        }).Concat(CheckWeights(strategy, today.Portfolio));
    }

    private static string NameOf(string limit) => limit.Replace(' ', '-');

    private static IEnumerable<Finding> CheckWeights(MonitoredStrategy strategy, RiskLimits today)
    {
        var gross = strategy.LargestWeights.Values.Sum(Math.Abs);
        if (gross == 0)
            return [];
        var shares = strategy.LargestWeights.Select(pair => new ModelTarget(pair.Key, pair.Value / gross));
        var wanted = TargetPortfolio.Combine(
            new Dictionary<string, ModelDecision> { [strategy.StrategyId] = new([.. shares]) },
            new Dictionary<string, double> { [strategy.StrategyId] = gross });
        var within = RiskEngine.Apply(wanted, new Dictionary<string, double>(), today, RiskState.Start(1, DateTimeOffset.UnixEpoch));
        return within.Adjustments.Select(adjustment => new Finding
        {
            Kind = FindingKind.RiskLimit,
            Subject = strategy.StrategyId,
            Metric = NameOf(adjustment.Limit),
            Severity = AlertSeverity.Warning,
            Value = adjustment.Before,
            Threshold = adjustment.Allowed,
            Cause = FormattableString.Invariant(
                $"At full size it holds {adjustment.Before:P1} of the portfolio in {adjustment.Subject}; the limit '{adjustment.Limit}' allows {adjustment.Allowed:P1} today."),
            NextAction = "Lower its capital, or raise the limit if it was meant to hold this.",
        });
    }
}
