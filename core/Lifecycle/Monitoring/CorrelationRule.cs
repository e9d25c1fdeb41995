namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>
/// Flags live strategies that earn the same. Each is held against the better ones that stay, so that of several alike exactly one is kept and no pair is
/// named twice. It suggests and never acts: in stress nearly everything moves together, and taking all of it out would be the worst answer. A strategy on paper that
/// earns what a live one does is only reported: the gate keeps it from going live.
/// </summary>
public static class CorrelationRule
{
    /// <summary>Subject of what concerns all strategies.</summary>
    public const string Portfolio = "portfolio";

    /// <summary>A finding for each strategy that could go, and one when the correlations of all have risen.</summary>
    public static IReadOnlyList<Finding> Check(LiveCorrelations correlations, MonitoringLimits limits)
    {
        ArgumentNullException.ThrowIfNull(correlations);
        ArgumentNullException.ThrowIfNull(limits);
        var kept = new HashSet<string>(StringComparer.Ordinal);
        var findings = new List<Finding>();
        for (var i = 0; i < correlations.StrategyIds.Count; i++)
        {
            var id = correlations.StrategyIds[i];
            var closest = correlations.Pairs.Where(pair => pair.Second == id && kept.Contains(pair.First)).MaxBy(pair => pair.Correlation);
            if (closest is null || closest.Correlation <= limits.Redundancy || IsOfStressOnly(closest, correlations, limits))
                kept.Add(id);
            else
                findings.Add(i < correlations.Live ? Redundant(closest, limits) : PaperRule.Of(Redundant(closest, limits)));
        }

        if (correlations.IsStress)
            findings.Add(Stress(correlations, limits));
        return findings;
    }

    private static bool IsOfStressOnly(PairCorrelation pair, LiveCorrelations correlations, MonitoringLimits limits) =>
        correlations.IsStress && pair.Calm <= limits.Redundancy;

    private static Finding Redundant(PairCorrelation pair, MonitoringLimits limits) => new()
    {
        Kind = FindingKind.Redundancy,
        Subject = $"{pair.First}+{pair.Second}",
        Severity = AlertSeverity.Warning,
        Value = pair.Correlation,
        Threshold = limits.Redundancy,
        Cause = FormattableString.Invariant(
            $"{pair.Second} has a correlation of {pair.Correlation:0.00} with {pair.First} over {pair.Days} days; above {limits.Redundancy:0.0#} one of them is redundant."),
        NextAction = $"Deactivate {pair.Second}, which has the lower score.",
    };

    private static Finding Stress(LiveCorrelations correlations, MonitoringLimits limits) => new()
    {
        Kind = FindingKind.StressCorrelation,
        Subject = Portfolio,
        Severity = AlertSeverity.Warning,
        Value = correlations.StressMean,
        Threshold = correlations.CalmMean + limits.StressRise,
        Cause = FormattableString.Invariant(
            $"The mean correlation of the live strategies is {correlations.StressMean:0.00} in the last {limits.StressDays} days; it was {correlations.CalmMean:0.00} before."),
        NextAction = "Lower the gross limit if the portfolio must not lose together; deactivate nothing for being correlated in these days alone.",
    };
}
