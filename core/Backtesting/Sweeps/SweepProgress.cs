namespace Serverless.Core.Backtesting.Sweeps;

/// <summary>How far a sweep has come.</summary>
/// <param name="Done">Parameter sets that are finished, resumed ones included.</param>
/// <param name="Total">All of them.</param>
/// <param name="Resumed">Those that a checkpoint held.</param>
/// <param name="PerSecond">Sets finished in a second, on average since the start; 0 before the first.</param>
/// <param name="Remaining">Time until the end at this rate; null before the first.</param>
public readonly record struct SweepProgress(int Done, int Total, int Resumed, double PerSecond, TimeSpan? Remaining);
