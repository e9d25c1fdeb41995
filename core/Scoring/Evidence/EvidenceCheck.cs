namespace Serverless.Core.Scoring.Evidence;

/// <summary>One question that the evidence for a strategy must answer, and its answer: a named diagnostic.</summary>
/// <param name="Name">Name in kebab case; contract, see <see cref="EvidenceChecks"/>.</param>
/// <param name="Value">What was found; null when it is not defined.</param>
/// <param name="Threshold">What was asked for; null when nothing would do.</param>
/// <param name="Weight">Its share of <see cref="StrategyEvidence.Strength"/>; the weights of all checks sum to 1.</param>
/// <param name="Passed">Whether the value is as good as the threshold.</param>
/// <param name="Advice">What to do about it; null when it passed.</param>
public sealed record EvidenceCheck(string Name, double? Value, double? Threshold, double Weight, bool Passed, string? Advice);
