using Serverless.Core.Optimization.Trials;

namespace Serverless.Functions.Orchestrations;

/// <summary>How an optimisation ended.</summary>
/// <param name="ResultHash">SHA-256 of the result's bytes.</param>
/// <param name="RunId">The search, as experiments name it, and the folder of its tables.</param>
/// <param name="Tables">Names of its tables.</param>
/// <param name="Progress">Trials, and the best of them.</param>
/// <param name="OutOfSampleObjective">Objective of the best set on what was kept back; null when nothing was, or when undefined there.</param>
/// <param name="Multiplicity">What the best Sharpe ratio is deflated by.</param>
/// <param name="DeflatedSharpe">Probability that it is above what the best of so many sets shows by luck; null when undefined.</param>
/// <param name="AuditIndex">Index of the audit entry that records the result.</param>
/// <param name="AuditHash">Hash of that entry.</param>
public sealed record OptimizationOutcome(
    string ResultHash,
    string RunId,
    IReadOnlyList<string> Tables,
    OptimizationProgress Progress,
    double? OutOfSampleObjective,
    TrialMultiplicity Multiplicity,
    double? DeflatedSharpe,
    long AuditIndex,
    string AuditHash);
