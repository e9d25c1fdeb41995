namespace Serverless.Functions.Api;

/// <summary>The state of a cycle, as the API tells it.</summary>
/// <param name="CycleId">The cycle.</param>
/// <param name="Status"><c>Pending</c>, <c>Running</c>, <c>Suspended</c>, <c>Completed</c>, <c>Failed</c>, <c>Terminated</c> or <c>Purged</c>.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="CompletedAt">When it ended.</param>
/// <param name="Strategies">Strategies with a result or a reason.</param>
/// <param name="Windows">Walk-forward windows evaluated.</param>
/// <param name="EtaSeconds">Expected seconds until all windows are evaluated, at the pace so far; null when there is no pace yet.</param>
/// <param name="ScorecardSha256">Hash of the scorecard's bytes.</param>
/// <param name="Audit">The entry that records the scorecard.</param>
/// <param name="Message">Why it failed.</param>
/// <param name="Links">Where to go from here.</param>
public sealed record CycleResource(
    string CycleId,
    string Status,
    DateTimeOffset RequestedAt,
    DateTimeOffset? CompletedAt,
    WorkDone Strategies,
    WorkDone Windows,
    double? EtaSeconds,
    string? ScorecardSha256,
    AuditReference? Audit,
    string? Message,
    CycleLinks Links);
