using Serverless.Core.Metrics;

namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>A live strategy, as far as its correlation with others goes.</summary>
/// <param name="StrategyId">Id of the configuration.</param>
/// <param name="Score">Score of the last ranking; null without one.</param>
/// <param name="Daily">Daily returns of the last months.</param>
public sealed record CorrelatedStrategy(string StrategyId, double? Score, DailyReturns Daily);
