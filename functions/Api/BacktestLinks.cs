namespace Serverless.Functions.Api;

/// <summary>Paths of a backtest's resources; <paramref name="Result"/>, <paramref name="Report"/> and <paramref name="Tables"/>, by name, are null until there is one.</summary>
public sealed record BacktestLinks(string Self, string? Result, string? Report, IReadOnlyDictionary<string, string>? Tables);
