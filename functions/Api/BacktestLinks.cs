namespace Serverless.Functions.Api;

/// <summary>Paths of a backtest's resources; <paramref name="Result"/> and <paramref name="Tables"/>, by name, are null until there is one.</summary>
public sealed record BacktestLinks(string Self, string? Result, IReadOnlyDictionary<string, string>? Tables);
