using Serverless.Core.Metrics;

namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>A strategy, as far as its correlation with others goes.</summary>
/// <param name="StrategyId">Id of the configuration.</param>
/// <param name="Score">Score of the last ranking; null without one.</param>
/// <param name="Daily">Daily returns of the last months.</param>
/// <param name="IsLive">Whether it is live; else it is on paper.</param>
public sealed record CorrelatedStrategy(string StrategyId, double? Score, DailyReturns Daily, bool IsLive = true);
