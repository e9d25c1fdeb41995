namespace Serverless.Core.Portfolio.Construction;

/// <summary>The budgets of one decision.</summary>
/// <param name="Budgets">Share of net asset value of each model, by its name; 0 … 1, together at most 1.</param>
/// <param name="Note">Why they are not, or not all, those that the method finds; null when they are.</param>
public sealed record ModelAllocation(IReadOnlyDictionary<string, double> Budgets, string? Note);
