using System.Collections.Immutable;

namespace Serverless.Core.Optimization.Search;

/// <summary>A parameter set to be tried.</summary>
/// <param name="Number">Position among all proposals of the search, from 0.</param>
/// <param name="Parameters">Values by name.</param>
/// <param name="Share">Part of the data, from its beginning, to try it on: above 0, at most 1.</param>
/// <param name="Generation">0 for a fresh set; otherwise what the optimiser counts: descent, or the rung of early stopping.</param>
public sealed record Proposal(int Number, ImmutableSortedDictionary<string, double> Parameters, double Share = 1, int Generation = 0);
