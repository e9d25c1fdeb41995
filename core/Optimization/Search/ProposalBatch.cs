using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Serverless.Core.Optimization.Points;
using Serverless.Core.Optimization.Space;

namespace Serverless.Core.Optimization.Search;

/// <summary>A batch in the making: no set twice in a search, and none that the constraint excludes.</summary>
internal sealed class ProposalBatch
{
    // A constraint that leaves one point in ten thousand, or a grid that is used up: both look like this.
    private const int MostMisses = 10_000;

    private readonly SearchSpace space;
    private readonly IPointSource source;
    private readonly SearchState state;
    private readonly HashSet<double[]> seen;
    private readonly List<Proposal> proposals = [];
    private long draws;

    public ProposalBatch(SearchSpace space, IPointSource source, SearchState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Open > 0)
            throw new ArgumentException($"{state.Open} proposals have not been reported yet.", nameof(state));
        (this.space, this.source, this.state, draws) = (space, source, state, state.Draws);
        seen = new HashSet<double[]>(state.Observations.Select(observation => space.ValuesOf(observation.Parameters)), new SameValues());
    }

    public int Count => proposals.Count;

    /// <summary>Number of the next proposal.</summary>
    public int NextNumber => state.Observations.Count + proposals.Count;

    public SearchStep Close() => new(proposals, state with { Draws = draws, Open = proposals.Count });

    /// <summary>Adds the next new point of the source; false when there is none.</summary>
    public bool TryAddFresh(double share = 1, int generation = 0)
    {
        Span<double> point = stackalloc double[space.Dimensions.Count];
        for (var misses = 0; misses < MostMisses && seen.Count != space.Count; misses++)
        {
            if (!source.TryDraw(draws, point))
                return false;
            draws++;
            if (TryAdd(space.At(point), generation, share))
                return true;
        }

        return false;
    }

    /// <summary>Adds a set unless it is null or was proposed before.</summary>
    public bool TryAdd(ImmutableSortedDictionary<string, double>? parameters, int generation, double share = 1)
    {
        if (parameters is null || !seen.Add(space.ValuesOf(parameters)))
            return false;
        Add(parameters, generation, share);
        return true;
    }

    /// <summary>Adds a set that may have been tried before, on less data.</summary>
    public void Add(ImmutableSortedDictionary<string, double> parameters, int generation, double share) =>
        proposals.Add(new Proposal(NextNumber, parameters, share, generation));

    private sealed class SameValues : IEqualityComparer<double[]>
    {
        public bool Equals(double[]? x, double[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(double[] obj)
        {
            var hash = default(HashCode);
            hash.AddBytes(MemoryMarshal.AsBytes(obj.AsSpan()));
            return hash.ToHashCode();
        }
    }
}
