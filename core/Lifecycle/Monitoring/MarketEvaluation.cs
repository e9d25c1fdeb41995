using Serverless.Core.Regimes;

namespace Serverless.Core.Lifecycle.Monitoring;

/// <summary>A change of a market that its strategies must be evaluated for again.</summary>
/// <param name="Change">What changed, and when it was seen.</param>
/// <param name="EvaluatedAt">When the last ranking that has completed was asked for; null when there was none.</param>
public sealed record MarketEvaluation(RegimeChange Change, DateTimeOffset? EvaluatedAt);
