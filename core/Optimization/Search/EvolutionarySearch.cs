using System.Collections.Immutable;
using System.Globalization;
using Serverless.Core.Optimization.Points;
using Serverless.Core.Optimization.Space;
using Serverless.Core.Randomness;

namespace Serverless.Core.Optimization.Search;

/// <summary>
/// Breeds from the best so far: tournament selection of two parents, blend crossover (BLX-½: Eshelman and Schaffer, 1993) of ordered
/// parameters, a choice of either parent's value of the others, and mutation. The first population is the seeds, then fresh points.
/// </summary>
public sealed class EvolutionarySearch : IOptimizer
{
    private const int Population = 12;
    private const int Tournament = 3;
    private const int AttemptsPerChild = 32;
    private const double LargestStep = 0.2;
    private readonly SearchSpace space;
    private readonly IPointSource fresh;
    private readonly SeededRandom random;
    private readonly IReadOnlyList<ImmutableSortedDictionary<string, double>> seeds;

    /// <summary>Starts a search.</summary>
    /// <param name="space">The space.</param>
    /// <param name="fresh">Points of the first population.</param>
    /// <param name="seed">Seed of selection, crossover and mutation.</param>
    /// <param name="seeds">Sets that are tried first, for example the best of an earlier search; of equal ones, the first.</param>
    /// <exception cref="ArgumentException">A seed does not lie in the space.</exception>
    public EvolutionarySearch(
        SearchSpace space, IPointSource fresh, long seed, params IReadOnlyList<ImmutableSortedDictionary<string, double>> seeds)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(seeds);
        if (seeds.FirstOrDefault(set => !space.Contains(set)) is { } outside)
            throw new ArgumentException($"The seed {string.Join(", ", outside.Select(pair => $"{pair.Key}={pair.Value:R}"))} does not lie in the space.", nameof(seeds));
        (this.space, this.fresh, this.seeds, random) = (space, fresh, seeds, new SeededRandom(seed));
    }

    /// <inheritdoc/>
    public SearchStep Propose(SearchState state, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var batch = new ProposalBatch(space, fresh, state);
        foreach (var set in seeds)
        {
            if (batch.Count < count)
                batch.TryAdd(set, generation: 0);
        }

        var elite = state.Observations.Where(observation => observation.Objective is not null)
            .OrderByDescending(observation => observation.Objective).Take(Population).ToList();
        while (batch.Count < count && (TryBreed(batch, elite) || batch.TryAddFresh()))
        {
        }

        return batch.Close();
    }

    private bool TryBreed(ProposalBatch batch, List<Observation> elite)
    {
        if (batch.NextNumber < Population || elite.Count < 2)
            return false;
        var own = random.Fork(string.Create(CultureInfo.InvariantCulture, $"child {batch.NextNumber}"));
        for (var attempt = 0; attempt < AttemptsPerChild; attempt++)
        {
            var (mother, father) = (Select(elite, own), Select(elite, own));
            if (batch.TryAdd(Cross(mother, father, own), 1 + Math.Max(mother.Generation, father.Generation)))
                return true;
        }

        return false;
    }

    // The elite is sorted: the lowest place wins the tournament.
    private static Observation Select(List<Observation> elite, SeededRandom own) =>
        elite[Enumerable.Range(0, Tournament).Min(_ => own.NextInt(elite.Count))];

    private ImmutableSortedDictionary<string, double>? Cross(Observation mother, Observation father, SeededRandom own)
    {
        var (x, y) = (space.QuantilesOf(mother.Parameters), space.QuantilesOf(father.Parameters));
        // The same for all ordered parameters: a child lies on the line through its parents, along a ridge if they do.
        var blend = (2 * own.NextDouble()) - 0.5;
        for (var i = 0; i < x.Length; i++)
        {
            var dimension = space.Dimensions[i];
            x[i] = dimension.IsOrdered ? x[i] + (blend * (y[i] - x[i])) : own.NextInt(2) == 0 ? x[i] : y[i];
            if (own.NextInt(2) == 0)
                x[i] = Mutate(dimension, x[i], own);
            x[i] = Math.Clamp(x[i], 0, 1);
        }

        return space.At(x);
    }

    private static double Mutate(Dimension dimension, double quantile, SeededRandom own)
    {
        if (!dimension.IsOrdered)
            return own.NextDouble();
        // Mostly near, sometimes far; on a coarse grid, far enough to reach a neighbour.
        var deviation = LargestStep * Math.Pow(10, -2 * own.NextDouble());
        return quantile + (Math.Max(deviation, 1.0 / (dimension.Count ?? int.MaxValue)) * own.NextGaussian());
    }
}
