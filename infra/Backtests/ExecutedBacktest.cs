using Serverless.Core.Backtesting;
using Serverless.Infra.Runs;

namespace Serverless.Infra.Backtests;

/// <summary>A backtest that was run.</summary>
/// <param name="Files">Its files, the summary last.</param>
/// <param name="RunHash">Hash of its tables.</param>
/// <param name="Failure">Why it stopped; null when it finished.</param>
public sealed record ExecutedBacktest(RunFiles Files, string RunHash, BacktestFailure? Failure);
