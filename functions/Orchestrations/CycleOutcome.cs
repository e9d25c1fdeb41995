namespace Serverless.Functions.Orchestrations;

/// <summary>How a cycle ended.</summary>
/// <param name="ScorecardHash">SHA-256 of the scorecard's canonical bytes.</param>
/// <param name="Ranked">Strategies with a rank.</param>
/// <param name="WithoutRank">Strategies that ended with a reason instead.</param>
/// <param name="AuditIndex">Index of the audit entry that records the scorecard.</param>
/// <param name="AuditHash">Hash of that entry.</param>
public sealed record CycleOutcome(string ScorecardHash, int Ranked, int WithoutRank, long AuditIndex, string AuditHash);
