using Serverless.Core.Optimization.Points;
using Serverless.Core.Optimization.Space;

namespace Serverless.Core.Optimization.Search;

/// <summary>
/// Proposes the points of a source one after the other, whatever became of those before: grid, random, Latin hypercube and Sobol search.
/// Points that repeat a set, or that the constraint excludes, are passed over.
/// </summary>
/// <param name="space">The space.</param>
/// <param name="source">The points.</param>
public sealed class PointSearch(SearchSpace space, IPointSource source) : IOptimizer
{
    /// <inheritdoc/>
    public SearchStep Propose(SearchState state, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var batch = new ProposalBatch(space, source, state);
        while (batch.Count < count && batch.TryAddFresh())
        {
        }

        return batch.Close();
    }
}
