namespace Serverless.Core.Lifecycle;

/// <summary>Which live strategy gives its seat to a newcomer when all are taken.</summary>
public static class Displacement
{
    /// <summary>
    /// The live strategy with the lowest score in the cycle, if the newcomer's is better by the margin; else null. So that seats do not churn, the
    /// newcomer must be clearly better, and a strategy keeps its seat for its first days. One without a score, or paused, is not judged.
    /// </summary>
    public static StrategyCase? Choose(StrategyCase newcomer, IEnumerable<StrategyCase> live, DateTimeOffset now, LifecyclePolicy policy)
    {
        ArgumentNullException.ThrowIfNull(newcomer);
        ArgumentNullException.ThrowIfNull(policy);
        var lowest = live
            .Where(one => one.Score is not null && !one.Deployment.Standing.Paused && now - one.Deployment.Since >= TimeSpan.FromDays(policy.MinSeatDays))
            .OrderBy(one => one.Score)
            .ThenByDescending(one => one.Deployment.StrategyId, StringComparer.Ordinal)
            .FirstOrDefault();
        return newcomer.Score >= lowest?.Score * (1 + policy.DisplacementMargin) ? lowest : null;
    }
}
