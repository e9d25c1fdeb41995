namespace Serverless.Functions.Api;

/// <summary>Paths of a cycle's resources; <paramref name="Scorecard"/> and <paramref name="Evidence"/> are null until there is one.</summary>
public sealed record CycleLinks(string Self, string? Scorecard, string? Evidence);
