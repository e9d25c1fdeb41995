namespace Serverless.Functions.Orchestrations;

/// <summary>How waiting for a second person ended.</summary>
/// <param name="Status">What became of the request.</param>
/// <param name="Decision">The decision; null when it expired.</param>
/// <param name="Message">What stood against it although it was approved; else null.</param>
public sealed record ApprovalOutcome(ApprovalStatus Status, ApprovalDecision? Decision = null, string? Message = null);
