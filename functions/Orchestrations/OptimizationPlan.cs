namespace Serverless.Functions.Orchestrations;

/// <summary>What a search begins with.</summary>
/// <param name="ChunkSize">Proposals that one activity tries, at least 1.</param>
/// <param name="Seeds">Parameter sets to begin with, each sealed for the optimisation; may be empty.</param>
public sealed record OptimizationPlan(int ChunkSize, IReadOnlyList<string> Seeds);
