namespace Serverless.Functions.Api;

/// <summary>Paths of an optimisation's resources; <paramref name="Result"/> is null until there is one.</summary>
public sealed record OptimizationLinks(string Self, string? Result);
