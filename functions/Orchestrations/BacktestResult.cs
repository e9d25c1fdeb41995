using Serverless.Core.Backtesting;

namespace Serverless.Functions.Orchestrations;

/// <summary>Where the result of a backtest lies.</summary>
/// <param name="RunId">The run, as experiments name it, and the folder of its blobs.</param>
/// <param name="RunHash">Hash of its tables.</param>
/// <param name="SummaryHash">SHA-256 of its summary's bytes.</param>
/// <param name="Tables">Names of its tables.</param>
/// <param name="Failure">Why the run stopped before its end; null when it did not.</param>
public sealed record BacktestResult(string RunId, string RunHash, string SummaryHash, IReadOnlyList<string> Tables, BacktestFailure? Failure);
