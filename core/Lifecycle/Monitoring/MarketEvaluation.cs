using Serverless.Core.Regimes;

namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>A change of a market that its strategies must be evaluated for again.</summary>
/// <param name="Change">What changed, and when it was seen.</param>
/// <param name="EvaluatedAt">When the strategies were last ranked; null when they never were.</param>
public sealed record MarketEvaluation(RegimeChange Change, DateTimeOffset? EvaluatedAt);
