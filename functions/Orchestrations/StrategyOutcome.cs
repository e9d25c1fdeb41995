using Serverless.Core.Scoring;

namespace Serverless.Functions.Orchestrations;

/// <summary>How the evaluation of one strategy ended.</summary>
/// <param name="Row">Its figures, or the reason why there are none; not ranked yet.</param>
/// <param name="ResultHash">SHA-256 of its result blob; null when there is none.</param>
public sealed record StrategyOutcome(ScorecardRow Row, string? ResultHash);
