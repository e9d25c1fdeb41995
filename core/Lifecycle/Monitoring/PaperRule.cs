namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>
/// What a finding means while a strategy is on paper. No capital is at risk, so that nobody must act: what would cost a live strategy its size or its seat
/// ends the trial, and what is only suspected keeps it from going live.
/// </summary>
public static class PaperRule
{
    /// <summary>The finding of a live strategy as one about a strategy on paper.</summary>
    public static Finding Of(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return finding.Kind switch
        {
            FindingKind.StaleFeed or FindingKind.StrategyFailed => finding with { Severity = AlertSeverity.Warning },
            FindingKind.Drawdown or FindingKind.LossGuard or FindingKind.BenchmarkLag => finding with
            {
                Severity = AlertSeverity.Information,
                Trigger = LifecycleTrigger.RollBack,
                NextAction = "None: it goes back to research, and must earn everything anew.",
            },
            FindingKind.SharpeDrift or FindingKind.MetricDrift => finding with
            {
                Severity = AlertSeverity.Information,
                NextAction = "None: every cycle evaluates it again.",
            },
            _ => finding with { Severity = AlertSeverity.Information, NextAction = "None: it does not go live while this lasts." },
        };
    }
}
