using Serverless.Core.Audit;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.State;

namespace Serverless.Functions.Hosting;

/// <summary>Rows of table <c>Cycles</c> at the stages of a cycle.</summary>
internal static class CycleRows
{
    public const string CompletedStatus = "Completed";

    /// <summary>What is told of an unfinished cycle whose orchestration is gone; no row has it.</summary>
    public const string PurgedStatus = "Purged";

    public static CycleRow Running(CycleInput cycle) => new(
        cycle.CycleId,
        InstanceId: cycle.CycleId,
        Status: "Running",
        cycle.RequestedAt,
        CompletedAt: null,
        cycle.Settings.Seed,
        cycle.Settings.Strategies,
        ConfigHash: cycle.Reference.ConfigHash);

    public static CycleRow Completed(CycleInput cycle, DateTimeOffset completedAt, string dataHash, CycleOutcome outcome) => Running(cycle) with
    {
        Status = CompletedStatus,
        CompletedAt = completedAt,
        DataHash = dataHash,
        ScorecardHash = outcome.ScorecardHash,
        AuditHead = new AuditHead(outcome.AuditIndex + 1, outcome.AuditHash),
    };

    public static CycleRow Failed(CycleInput cycle, DateTimeOffset failedAt, string message) => Running(cycle) with
    {
        Status = "Failed",
        CompletedAt = failedAt,
        Message = message,
    };
}
