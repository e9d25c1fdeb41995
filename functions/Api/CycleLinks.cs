namespace Serverless.Functions.Api;

/// <summary>Paths of a cycle's resources; <paramref name="Scorecard"/> is null until there is one.</summary>
public sealed record CycleLinks(string Self, string? Scorecard);
