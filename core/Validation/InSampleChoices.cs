using System.Collections.Immutable;

namespace Serverless.Core.Validation;

/// <summary>Ways to choose parameters in-sample.</summary>
public static class InSampleChoices
{
    /// <summary>
    /// The candidate with the highest Sharpe ratio, the first of equals; the first when none has one. A single candidate is not run.
    /// </summary>
    /// <param name="candidates">At least one.</param>
    public static InSampleChoice BestOf(IReadOnlyList<ImmutableSortedDictionary<string, double>> candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentOutOfRangeException.ThrowIfZero(candidates.Count);
        return problem =>
        {
            var best = candidates[0];
            var bestSharpe = double.NegativeInfinity;
            // A candidate that fails is not chosen; when all do, the configuration's own failure is the one reported.
            foreach (var candidate in candidates.Count == 1 ? [] : candidates)
            {
                if (problem.Sharpe(candidate) is { } sharpe && sharpe > bestSharpe)
                    (best, bestSharpe) = (candidate, sharpe);
            }

            return best;
        };
    }
}
