using System.Collections.Immutable;

namespace Serverless.Core.Optimization.Search;

/// <summary>What became of a proposal: all that an optimiser learns from.</summary>
/// <param name="Parameters">Values by name.</param>
/// <param name="Objective">The figure to be maximised; null when the set failed or was rejected, which is worse than any figure.</param>
/// <param name="Share">Part of the data that it was tried on.</param>
/// <param name="Generation">As proposed.</param>
public sealed record Observation(ImmutableSortedDictionary<string, double> Parameters, double? Objective, double Share = 1, int Generation = 0);
