using System.Collections.Immutable;
using Serverless.Core.Optimization;
using Serverless.Core.Optimization.Objectives;
using Serverless.Core.Optimization.Space;

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

    /// <summary>
    /// The best that an optimiser finds over all of the template's ranges, one trial after the other; the configuration's own parameters when
    /// no trial has an objective, or there is nothing to search.
    /// </summary>
    /// <param name="method">The method.</param>
    /// <param name="objective">What is looked for.</param>
    /// <param name="trials">Number of trials in each window; at least 1.</param>
    /// <param name="seed">Seed of the search, the same in each window.</param>
    /// <exception cref="ArgumentException">Objective or limits name no figure.</exception>
    public static InSampleChoice Optimised(SearchMethod method, Objective objective, int trials, long seed)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        objective.Check();
        return problem =>
        {
            if (problem.Template.Parameters.Count == 0)
                return problem.Parameters;
            var optimizer = Optimizers.Create(method, SearchSpace.Of(problem.Template), seed, trials);
            var log = OptimizationLoop.Run(optimizer, proposal => problem.Try(objective, proposal), trials, batchSize: 1);
            return log.Best?.Proposal.Parameters ?? problem.Parameters;
        };
    }
}
