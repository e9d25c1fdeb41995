namespace Serverless.Core.Backtesting.Causality;

/// <summary>Something that a strategy did at the close of a bar.</summary>
/// <param name="Bar">Index of the bar.</param>
/// <param name="What">What it did, in full: decisions are the same when their words are.</param>
public readonly record struct Decision(int Bar, string What);
