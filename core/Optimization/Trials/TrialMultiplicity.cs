namespace Serverless.Core.Optimization.Trials;

/// <summary>How often luck had a chance: what the deflated Sharpe ratio of the best trial is corrected by.</summary>
/// <param name="ParameterSets">Different parameter sets with figures, those pruned and rejected included.</param>
/// <param name="SharpeVariance">
/// Sample variance of their annualised Sharpe ratios, each from the trial on most data; null for fewer than two that have one.
/// </param>
public sealed record TrialMultiplicity(int ParameterSets, double? SharpeVariance);
