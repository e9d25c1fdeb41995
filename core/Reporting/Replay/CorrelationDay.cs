using Serverless.Core.Lifecycle.Monitoring;

namespace Serverless.Core.Reporting.Replay;

/// <summary>How live strategies moved together, as the watch measured it on one day.</summary>
/// <param name="Day">The day, UTC.</param>
/// <param name="Pairs">Pairs with a correlation.</param>
/// <param name="Highest">The highest of them.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Below">How many are below the limit.</param>
public sealed record CorrelationDay(DateOnly Day, int Pairs, double Highest, double Mean, int Below)
{
    /// <summary>A day with pairs; null for none.</summary>
    /// <param name="day">The day.</param>
    /// <param name="pairs">Its pairs.</param>
    /// <param name="limit">The correlation below which strategies shall be.</param>
    public static CorrelationDay? Of(DateOnly day, IReadOnlyList<PairCorrelation> pairs, double limit)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        return pairs.Count == 0
            ? null
            : new CorrelationDay(day, pairs.Count, pairs.Max(pair => pair.Correlation), pairs.Average(pair => pair.Correlation), pairs.Count(pair => pair.Correlation < limit));
    }
}
