namespace Serverless.Cli.Api;

/// <summary>How far the audit log is signed, as <c>GET /api/v1/audit</c> tells it.</summary>
internal sealed record AuditStatus(long Size, string? Root, DateTimeOffset? SignedAt, IReadOnlyList<string> SignedBy, string? Failure);
