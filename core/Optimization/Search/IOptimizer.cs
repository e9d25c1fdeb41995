namespace Serverless.Core.Optimization.Search;

/// <summary>
/// Proposes parameter sets in batches and learns from what became of them. A pure function of its own settings, the state and the count: it
/// keeps nothing between calls that would change an answer, so that who evaluates a batch, in which order and how many at once, is of no
/// consequence. The size of batches may be.
/// </summary>
public interface IOptimizer
{
    /// <summary>
    /// At most <paramref name="count"/> sets to try next; fewer at the end of a stage; none when there is no set left that would be new.
    /// </summary>
    /// <param name="state">A state with no open proposals.</param>
    /// <param name="count">At least 1.</param>
    SearchStep Propose(SearchState state, int count);
}
