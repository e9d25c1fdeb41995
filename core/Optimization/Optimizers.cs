using System.Collections.Immutable;
using Serverless.Core.Optimization.Points;
using Serverless.Core.Optimization.Search;
using Serverless.Core.Optimization.Space;

namespace Serverless.Core.Optimization;

/// <summary>Makes optimisers. Those that learn begin with the points of a scrambled Sobol sequence, as far as it has dimensions.</summary>
public static class Optimizers
{
    /// <summary>The optimiser of a method.</summary>
    /// <param name="method">The method.</param>
    /// <param name="space">The space.</param>
    /// <param name="seed">Seed of everything random in it.</param>
    /// <param name="trials">Trials that it will be given: the size of a Latin hypercube; at least 1.</param>
    /// <param name="seeds">Sets that <see cref="SearchMethod.Evolutionary"/> begins with; the other methods have no use for them.</param>
    /// <exception cref="ArgumentException">The method is unknown or cannot search this space, or is given seeds that it has no use for.</exception>
    public static IOptimizer Create(
        SearchMethod method, SearchSpace space, long seed, int trials, params IReadOnlyList<ImmutableSortedDictionary<string, double>> seeds)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(seeds);
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        if (seeds.Count > 0 && method != SearchMethod.Evolutionary)
            throw new ArgumentException($"{method} search cannot begin with given sets; {SearchMethod.Evolutionary} can.", nameof(seeds));
        return method switch
        {
            SearchMethod.Grid => new PointSearch(space, new GridPoints(space)),
            SearchMethod.Random => new PointSearch(space, new RandomPoints(seed)),
            SearchMethod.LatinHypercube => new PointSearch(space, new LatinHypercubePoints(seed, trials)),
            SearchMethod.Sobol => new PointSearch(space, new SobolPoints(seed, space.Dimensions.Count)),
            SearchMethod.Evolutionary => new EvolutionarySearch(space, Even(space, seed), seed, seeds),
            SearchMethod.Bayesian => new BayesianSearch(space, Even(space, seed), seed),
            SearchMethod.Hyperband => new HyperbandSearch(space, Even(space, seed)),
            _ => throw new ArgumentException($"There is no search method {method}; there are {string.Join(", ", Enum.GetNames<SearchMethod>())}.", nameof(method)),
        };
    }

    private static IPointSource Even(SearchSpace space, long seed) => space.Dimensions.Count <= SobolSequence.MaxDimensions
        ? new SobolPoints(seed, space.Dimensions.Count)
        : new RandomPoints(seed);
}
