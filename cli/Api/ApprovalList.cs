namespace Serverless.Cli.Api;

/// <summary>Answer of <c>GET /api/v1/approvals</c>.</summary>
internal sealed record ApprovalList(IReadOnlyList<ApprovalStatus> Approvals);
