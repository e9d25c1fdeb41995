namespace Serverless.Core.Optimization.Search;

/// <summary>A batch of proposals, and the state that awaits their observations.</summary>
/// <param name="Proposals">The proposals; none when the search has come to its end.</param>
/// <param name="State">The state that their observations are reported to.</param>
public sealed record SearchStep(IReadOnlyList<Proposal> Proposals, SearchState State);
