namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>The sequential test of drift: it knows how often it is wrong.</summary>
public static class SequentialRule
{
    /// <summary>Where the test of a strategy stands; null when its backtest was too short for one.</summary>
    public static CusumReading? Read(MonitoredStrategy strategy)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        return strategy.Drift?.Follow(strategy.AtFullSize.Daily.Values);
    }

    /// <summary>A finding while the sum is above its threshold.</summary>
    public static Finding? Check(MonitoredStrategy strategy)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        if (strategy.Drift is not { } plan || plan.Follow(strategy.AtFullSize.Daily.Values) is not { IsAlarm: true } reading)
            return null;
        return new Finding
        {
            Kind = FindingKind.SequentialDrift,
            Subject = strategy.StrategyId,
            Severity = AlertSeverity.Warning,
            Value = reading.Sum,
            Threshold = reading.Threshold,
            Cause = FormattableString.Invariant(
                $"Its daily returns have been lower than the backtest's for {reading.Days} days: the sum is {reading.Sum:0.0}, the threshold {reading.Threshold:0.0}, which luck passes in {plan.FalseAlarms:P0} of cases in {plan.HorizonDays} days."),
            NextAction = "Read its re-evaluation, which is scheduled; demote it unless there is a reason for the losses that has passed.",
            Affected = [strategy.StrategyId],
        };
    }
}
