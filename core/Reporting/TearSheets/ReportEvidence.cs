using Serverless.Core.Scoring.Evidence;
using Serverless.Core.Validation;

namespace Serverless.Core.Reporting.TearSheets;

/// <summary>What tests against luck found of a strategy.</summary>
/// <param name="Checks">The verdict, check by check; at least one.</param>
/// <param name="WalkForward">What the windows of the walk-forward analysis say; null without windows.</param>
/// <param name="Source">Which examination it is; null when that is not known.</param>
public sealed record ReportEvidence(IReadOnlyList<EvidenceCheck> Checks, WalkForwardAnalysis? WalkForward = null, string? Source = null);
