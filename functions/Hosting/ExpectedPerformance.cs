using Serverless.Core.Lifecycle.Monitoring;

namespace Serverless.Functions.Hosting;

/// <summary>What a backtest promised.</summary>
/// <param name="Figures">Its figures out-of-sample.</param>
/// <param name="Drift">The sequential test that is calibrated on it; null when it was too short.</param>
public sealed record ExpectedPerformance(StrategyFigures Figures, CusumPlan? Drift);
