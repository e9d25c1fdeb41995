using Serverless.Core.Metrics;
using Serverless.Core.Validation.Trials;

namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>The correlation matrix of the live strategies on one day, and how those on paper go together with them.</summary>
/// <param name="StrategyIds">The live strategies, the best score first, ties by id; then those on paper likewise.</param>
/// <param name="Live">How many of them are live.</param>
/// <param name="Matrix">Pearson's correlations of daily returns, <c>[i][j]</c>; null where two have too few days in common, do not vary, or are both on paper.</param>
/// <param name="Pairs">Every pair with a correlation; its first is live.</param>
/// <param name="CalmMean">Mean correlation of live pairs in the days before the last ones; null without pairs.</param>
/// <param name="StressMean">That of the last days.</param>
/// <param name="IsStress">Whether the last days stand out: the mean rose by <see cref="MonitoringLimits.StressRise"/>, and by more than chance would have it.</param>
public sealed record LiveCorrelations(
    IReadOnlyList<string> StrategyIds,
    int Live,
    IReadOnlyList<double?[]> Matrix,
    IReadOnlyList<PairCorrelation> Pairs,
    double? CalmMean,
    double? StressMean,
    bool IsStress)
{
    // Fisher's z of the rise that chance passes in one of a hundred cases.
    private const double ChanceZ = 2.326;
    private const int FewestDays = 10;

    /// <summary>
    /// Measures the last <see cref="MonitoringLimits.CorrelationDays"/> calendar days. Two strategies are compared over the days since both have
    /// returns; on one without bars of the one, it earned nothing.
    /// </summary>
    public static LiveCorrelations Of(IReadOnlyList<CorrelatedStrategy> strategies, MonitoringLimits limits)
    {
        ArgumentNullException.ThrowIfNull(strategies);
        ArgumentNullException.ThrowIfNull(limits);
        var ordered = strategies.OrderByDescending(one => one.IsLive)
            .ThenByDescending(one => one.Score ?? double.NegativeInfinity).ThenBy(one => one.StrategyId, StringComparer.Ordinal).ToList();
        var live = ordered.Count(one => one.IsLive);
        var last = ordered.Where(one => one.Daily.Days.Length > 0).Select(one => one.Daily.Days[^1]).DefaultIfEmpty().Max();
        var recent = ordered.ConvertAll(one => After(one.Daily, last - limits.CorrelationDays));
        var matrix = ordered.ConvertAll(_ => new double?[ordered.Count]);
        var (pairs, split) = (new List<PairCorrelation>(), new List<PairCorrelation>());
        for (var i = 0; i < ordered.Count; i++)
        {
            matrix[i][i] = ReturnMoments.Of(recent[i].Values).Varies ? 1 : null;
            for (var j = i + 1; i < live && j < ordered.Count; j++)
            {
                if (Compare(ordered[i].StrategyId, recent[i], ordered[j].StrategyId, recent[j], limits) is not { } pair)
                    continue;
                matrix[i][j] = matrix[j][i] = pair.Correlation;
                pairs.Add(pair);
                if (j < live && pair is { Calm: not null, Stress: not null })
                    split.Add(pair);
            }
        }

        double? calm = split.Count == 0 ? null : split.Average(pair => pair.Calm), stress = split.Count == 0 ? null : split.Average(pair => pair.Stress);
        return new LiveCorrelations([.. ordered.Select(one => one.StrategyId)], live, matrix, pairs, calm, stress, calm is not null && Stands(split, calm.Value, stress!.Value, limits));
    }

    private static PairCorrelation? Compare(string first, DailyReturns a, string second, DailyReturns b, MonitoringLimits limits)
    {
        if (a.Days.Length == 0 || b.Days.Length == 0)
            return null;
        var from = Math.Max(a.Days[0], b.Days[0]) - 1;
        var together = DailyAlignment.Align([After(a, from), After(b, from)]);
        var (x, y) = (together.Column(0), together.Column(1));
        if (x.Length < limits.CorrelationMinDays || Correlations.Pearson(x, y) is not { } correlation)
            return null;
        var split = x.Length - limits.StressDays;
        var (calm, stress) = split < FewestDays
            ? (default(double?), default(double?))
            : (Correlations.Pearson(x.AsSpan(0, split), y.AsSpan(0, split)), Correlations.Pearson(x.AsSpan(split), y.AsSpan(split)));
        return new PairCorrelation(first, second, x.Length, correlation, calm, stress);
    }

    // Fisher (1915): atanh ρ has the standard error 1 ÷ √(n − 3). A mean over pairs errs less than one pair, by how much depends on them: it is
    // taken as one, which calls stress too seldom rather than too often.
    private static bool Stands(List<PairCorrelation> pairs, double calm, double stress, MonitoringLimits limits)
    {
        const double NearOne = 0.999;
        var days = pairs.Average(pair => pair.Days) - limits.StressDays;
        var error = Math.Sqrt((1 / (days - 3)) + (1.0 / (limits.StressDays - 3)));
        var z = (Math.Atanh(Math.Clamp(stress, -NearOne, NearOne)) - Math.Atanh(Math.Clamp(calm, -NearOne, NearOne))) / error;
        return stress - calm >= limits.StressRise && z > ChanceZ;
    }

    private static DailyReturns After(DailyReturns daily, int day)
    {
        var found = Array.BinarySearch(daily.Days, day + 1);
        var from = found >= 0 ? found : ~found;
        return new DailyReturns(daily.Days[from..], daily.Values[from..]);
    }
}
