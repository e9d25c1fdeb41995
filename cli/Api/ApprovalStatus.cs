namespace Serverless.Cli.Api;

/// <summary>A request that needs a second person, as <c>GET /api/v1/approvals</c> tells it.</summary>
internal sealed record ApprovalStatus(
    string ApprovalId,
    string Status,
    string StrategyId,
    string Action,
    string Capital,
    string RequestedBy,
    string Reason,
    DateTimeOffset ExpiresAt,
    string? DecidedBy,
    string? Message);
