using System.Collections.Immutable;
using System.Globalization;

namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>What findings ask of strategies.</summary>
public static class MonitoringRequests
{
    private static readonly LifecycleTrigger[] StrongestFirst =
        [LifecycleTrigger.Deactivate, LifecycleTrigger.RollBack, LifecycleTrigger.HalveSize, LifecycleTrigger.Pause];

    /// <summary>
    /// One request for each strategy at most: of several triggers the strongest; without any, the end of what a rule did when its cause has gone (a
    /// pause for a stale feed, a halved size). Looking again within the same hour asks for nothing new.
    /// </summary>
    /// <param name="strategies">The strategies that were looked at.</param>
    /// <param name="findings">What was found.</param>
    /// <param name="now">The time of asking.</param>
    public static IReadOnlyList<TransitionRequest> Of(
        IReadOnlyList<MonitoredStrategy> strategies, IReadOnlyList<Finding> findings, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(strategies);
        var bySubject = findings.ToLookup(finding => finding.Subject, StringComparer.Ordinal);
        return [.. strategies.Select(strategy => Of(strategy, [.. bySubject[strategy.StrategyId]], now)).OfType<TransitionRequest>()];
    }

    private static TransitionRequest? Of(MonitoredStrategy strategy, IReadOnlyList<Finding> findings, DateTimeOffset now)
    {
        var strongest = findings.Where(finding => finding.Trigger is not null).MinBy(finding => Array.IndexOf(StrongestFirst, finding.Trigger!.Value));
        if (strongest is not null)
        {
            var isNew = LifecycleTransitions.Next(strategy.Deployment.Standing, strongest.Trigger!.Value).IsAccepted;
            return isNew ? Request(strategy, strongest.Kind, strongest.Trigger.Value, strongest.Cause, now, strongest) : null;
        }

        // What is over is known only while data come.
        if (findings.Any(finding => finding.Kind is FindingKind.StaleFeed or FindingKind.StrategyFailed))
            return null;
        if (Ended(strategy, standing => standing.Paused, LifecycleTrigger.Pause) is FindingKind.StaleFeed)
            return Request(strategy, FindingKind.StaleFeed, LifecycleTrigger.Resume, "Bars come again.", now);
        var isDeep = findings.Any(finding => finding.Kind == FindingKind.Drawdown);
        return !isDeep && Ended(strategy, standing => standing.HalfSize, LifecycleTrigger.HalveSize) is FindingKind.Drawdown
            ? Request(strategy, FindingKind.Drawdown, LifecycleTrigger.RestoreSize, FormattableString.Invariant($"It is {strategy.Live.Fall:P1} below its highest equity."), now)
            : null;
    }

    // The rule that brought a standing about which holds still; null when a person did, or it does not hold.
    private static FindingKind? Ended(MonitoredStrategy strategy, Func<LifecycleStanding, bool> holds, LifecycleTrigger trigger)
    {
        if (!holds(strategy.Deployment.Standing))
            return null;
        var author = strategy.Deployment.Changes.LastOrDefault(change => change.Trigger == trigger)?.Author;
        return Enum.GetValues<FindingKind>().Cast<FindingKind?>().FirstOrDefault(kind => author == TransitionAuthor.Rule(kind!.Value.Name()));
    }

    private static TransitionRequest Request(
        MonitoredStrategy strategy, FindingKind rule, LifecycleTrigger trigger, string reason, DateTimeOffset now, Finding? finding = null)
    {
        var leaves = trigger is LifecycleTrigger.Deactivate or LifecycleTrigger.RollBack;
        return new TransitionRequest
        {
            OperationId = FormattableString.Invariant($"{rule.Name()}/{trigger}/{now:yyyy-MM-ddTHH}/{strategy.StrategyId}"),
            StrategyId = strategy.StrategyId,
            Trigger = trigger,
            Author = TransitionAuthor.Rule(rule.Name()),
            Reason = reason,
            Evidence = Evidence(strategy, finding),
            RequestedAt = now,
            From = strategy.Deployment.Stage,
            Value = leaves ? Math.Round(strategy.Deployment.Capital * (decimal)strategy.Live.Equity, 2) : null,
        };
    }

    private static ImmutableSortedDictionary<string, string> Evidence(MonitoredStrategy strategy, Finding? finding)
    {
        var figures = new Dictionary<string, double?>
        {
            ["value"] = finding?.Value,
            ["threshold"] = finding?.Threshold,
            ["equity"] = strategy.Live.Equity,
            ["peak"] = strategy.Live.Peak,
        };
        return figures.Where(pair => pair.Value is not null)
            .ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value!.Value.ToString("R", CultureInfo.InvariantCulture), StringComparer.Ordinal);
    }
}
