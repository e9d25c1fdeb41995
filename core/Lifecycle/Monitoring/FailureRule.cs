namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>Whether a strategy still runs.</summary>
public static class FailureRule
{
    /// <summary>A finding when it stopped with an error; it takes no new positions until somebody has looked.</summary>
    public static Finding? Check(MonitoredStrategy strategy)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        return strategy.Live.Failure is not { } failure ? null : new Finding
        {
            Kind = FindingKind.StrategyFailed,
            Subject = strategy.StrategyId,
            Severity = AlertSeverity.Critical,
            Cause = $"It stopped: {failure}",
            NextAction = "Deactivate it, or repair its template and deploy the new version.",
            Trigger = LifecycleTrigger.Pause,
        };
    }
}
