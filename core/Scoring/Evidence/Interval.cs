namespace Serverless.Core.Scoring.Evidence;

/// <summary>An interval of 90 %: from the 5 % to the 95 % quantile.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public readonly record struct Interval(double Low, double High);
