using System.Collections.Immutable;

namespace Serverless.Functions.Orchestrations;

/// <summary>What a search begins with.</summary>
/// <param name="ChunkSize">Proposals that one activity tries, at least 1.</param>
/// <param name="Seeds">Parameter sets to begin with; may be empty.</param>
public sealed record OptimizationPlan(int ChunkSize, IReadOnlyList<ImmutableSortedDictionary<string, double>> Seeds);
