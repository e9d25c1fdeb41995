namespace Serverless.Functions.Orchestrations;

/// <summary>How a backtest ended.</summary>
/// <param name="Result">Where its result lies.</param>
/// <param name="AuditIndex">Index of the audit entry that records it.</param>
/// <param name="AuditHash">Hash of that entry.</param>
public sealed record BacktestOutcome(BacktestResult Result, long AuditIndex, string AuditHash);
