namespace Serverless.Functions.Api;

/// <summary>Paths of an optimisation's resources; <paramref name="Result"/>, <paramref name="Experiment"/> and <paramref name="Tables"/>, by name, are null until there is one.</summary>
public sealed record OptimizationLinks(string Self, string? Result, string? Experiment, IReadOnlyDictionary<string, string>? Tables);
