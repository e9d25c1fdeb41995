using System.Collections.Immutable;

namespace Serverless.Core.Optimization.Search;

/// <summary>
/// All that a search knows: with the same optimiser, equal states give equal proposals. Serialisable, so that a search continues from it
/// in another process as if nothing had happened.
/// </summary>
public sealed record SearchState
{
    /// <summary>Before the first proposal.</summary>
    public static SearchState Start { get; } = new();

    /// <summary>Points taken from the optimiser's point source.</summary>
    public long Draws { get; init; }

    /// <summary>Proposals of the last step, which have not been reported yet.</summary>
    public int Open { get; init; }

    /// <summary>What became of earlier proposals, in the order in which they were made.</summary>
    public ImmutableList<Observation> Observations { get; init; } = [];

    /// <summary>The state once the proposals of the last step have been tried.</summary>
    /// <param name="observations">One for each of them, in their order, whatever the order in which they were done.</param>
    /// <exception cref="ArgumentException">There are fewer or more than were proposed.</exception>
    public SearchState Report(IReadOnlyCollection<Observation> observations)
    {
        ArgumentNullException.ThrowIfNull(observations);
        return observations.Count == Open
            ? this with { Open = 0, Observations = Observations.AddRange(observations) }
            : throw new ArgumentException($"{Open} proposals are open, {observations.Count} observations were reported.", nameof(observations));
    }
}
