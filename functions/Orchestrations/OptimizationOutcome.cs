using Serverless.Core.Optimization.Trials;

namespace Serverless.Functions.Orchestrations;

/// <summary>How an optimisation ended.</summary>
/// <param name="ResultHash">SHA-256 of the result's bytes.</param>
/// <param name="Progress">Trials, and the best of them.</param>
/// <param name="OutOfSampleObjective">Objective of the best set on the bars kept back; null without such bars, or when undefined there.</param>
/// <param name="Multiplicity">What the best Sharpe ratio is to be deflated by.</param>
/// <param name="AuditIndex">Index of the audit entry that records the result.</param>
/// <param name="AuditHash">Hash of that entry.</param>
public sealed record OptimizationOutcome(
    string ResultHash, OptimizationProgress Progress, double? OutOfSampleObjective, TrialMultiplicity Multiplicity, long AuditIndex, string AuditHash);
