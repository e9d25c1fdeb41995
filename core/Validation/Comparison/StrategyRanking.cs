using Serverless.Core.Metrics;
using Serverless.Core.Validation.Hypotheses;
using Serverless.Core.Validation.MultipleTesting;

namespace Serverless.Core.Validation.Comparison;

/// <summary>Ranks strategies in groups within which differences may be luck.</summary>
public static class StrategyRanking
{
    /// <summary>
    /// Takes the strategy with the highest Sharpe ratio, tests all that are left against it (<see cref="SharpeComparison.Robust"/>, one-sided, Holm's correction), puts those that are not
    /// significantly worse into its group, and goes on with the rest. Groups are in order; within a group by ratio, then name. A strategy without a ratio comes last.
    /// </summary>
    /// <param name="strategies">Names, each once, and returns over the same periods.</param>
    /// <param name="periodsPerYear">P; positive.</param>
    /// <param name="significance">Probability, above 0 and below 1, of calling any of a group worse when none is.</param>
    public static IReadOnlyList<RankedStrategy> Rank(
        IReadOnlyList<(string Name, double[] Returns)> strategies, double periodsPerYear, double significance = 0.05)
    {
        ArgumentNullException.ThrowIfNull(strategies);
        RequireLevel(significance);
        var left = strategies
            .Select(strategy => (strategy.Name, strategy.Returns, Sharpe: ReturnStatistics.Sharpe(ReturnMoments.Of(strategy.Returns), periodsPerYear)))
            .OrderByDescending(strategy => strategy.Sharpe ?? double.NegativeInfinity)
            .ThenBy(strategy => strategy.Name, StringComparer.Ordinal)
            .ToList();
        var ranked = new List<RankedStrategy>();
        for (var group = 1; left.Count > 0; group++)
        {
            var best = left[0];
            ranked.Add(new RankedStrategy(best.Name, best.Sharpe, group, null));
            left.RemoveAt(0);
            var pValues = left.ConvertAll(other => best.Sharpe is null || other.Sharpe is null
                ? null
                : SharpeComparison.Robust(best.Returns, other.Returns, Alternative.Greater).PValue);
            var adjusted = new Queue<double>(PValueAdjustment.Holm([.. pValues.Where(p => p is not null).Select(p => p!.Value)]));
            var rest = left.Take(0).ToList();
            foreach (var (other, p) in left.Zip(pValues))
            {
                double? corrected = p is null ? null : adjusted.Dequeue();
                if (corrected <= significance || other.Sharpe is null != best.Sharpe is null)
                    rest.Add(other);
                else
                    ranked.Add(new RankedStrategy(other.Name, other.Sharpe, group, corrected));
            }

            left = rest;
        }

        return ranked;
    }

    private static void RequireLevel(double significance)
    {
        if (significance is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(significance), significance, "A level of significance lies between 0 and 1, for example 0.05.");
    }
}
