namespace Serverless.Core.Metrics;

/// <summary>An interval that covers what was estimated with a probability that was asked for.</summary>
/// <param name="Low">Lower bound.</param>
/// <param name="High">Upper bound.</param>
public readonly record struct ConfidenceInterval(double Low, double High);
