using Serverless.Core.Portfolio;
using Serverless.Core.Risk;
using Serverless.Core.Strategies.Models;

namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>Whether what a strategy may hold is within the limits of today: parameters that were fine once may not be any more.</summary>
public static class RiskLimitRule
{
    /// <summary>A finding for each limit that its largest weights exceed, by the limit's name (<see cref="RiskLimitNames"/>).</summary>
    /// <param name="strategy">The strategy.</param>
    /// <param name="today">Limits of the regime that holds.</param>
    public static IEnumerable<Finding> Check(MonitoredStrategy strategy, RiskLimits today)
    {
        ArgumentNullException.ThrowIfNull(strategy);
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
            Metric = adjustment.Limit.Replace(' ', '-'),
            Severity = AlertSeverity.Warning,
            Value = adjustment.Before,
            Threshold = adjustment.Allowed,
            Cause = FormattableString.Invariant(
                $"At full size it holds {adjustment.Before:P1} of the portfolio in {adjustment.Subject}; the limit '{adjustment.Limit}' allows {adjustment.Allowed:P1} today."),
            NextAction = "Lower its capital, or raise the limit if it was meant to hold this.",
        });
    }
}
