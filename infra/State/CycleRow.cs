using Serverless.Core.Audit;

namespace Serverless.Infra.State;

/// <summary>An evaluation cycle, as lists show it.</summary>
/// <param name="CycleId">Id of the cycle.</param>
/// <param name="InstanceId">Id of its orchestration.</param>
/// <param name="Status">Where it stands, for example <c>Running</c> or <c>Completed</c>.</param>
/// <param name="RequestedAt">When it was asked for; never changes, it is part of the row's key.</param>
/// <param name="CompletedAt">When it ended.</param>
/// <param name="Seed">Seed of all that is random in it.</param>
/// <param name="StrategyCount">Number of strategies to evaluate.</param>
/// <param name="DataHash">SHA-256 of the data manifest.</param>
/// <param name="ConfigHash">SHA-256 of the configuration.</param>
/// <param name="ScorecardHash">SHA-256 of the scorecard's bytes.</param>
/// <param name="AuditHead">Head of the audit log right after the cycle's last entry.</param>
/// <param name="Message">Why it failed.</param>
public sealed record CycleRow(
    string CycleId,
    string InstanceId,
    string Status,
    DateTimeOffset RequestedAt,
    DateTimeOffset? CompletedAt,
    long Seed,
    int StrategyCount,
    string? DataHash = null,
    string? ConfigHash = null,
    string? ScorecardHash = null,
    AuditHead? AuditHead = null,
    string? Message = null);
