namespace Serverless.Cli.Api;

/// <summary>Answer of <c>GET /api/v1/cycles/{id}</c>.</summary>
internal sealed record CycleStatus(
    string CycleId,
    string Status,
    DateTimeOffset RequestedAt,
    DateTimeOffset? CompletedAt,
    WorkDone Strategies,
    WorkDone Windows,
    double? EtaSeconds,
    string? ScorecardSha256,
    AuditHead? Audit,
    string? Message)
{
    public bool IsFinished => Status is "Completed" or "Failed" or "Terminated";
}
