using Microsoft.DurableTask.Client;
using Serverless.Functions.Api;
using Serverless.Functions.Entities;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.State;

namespace Serverless.Functions.Hosting;

/// <summary>
/// Reads the state of a cycle from its orchestration and its progress entity. Its row in the table is written by the orchestration itself:
/// it knows what no longer runs only when the end came from inside.
/// </summary>
public sealed class CycleReader(CycleTable cycles, TimeProvider time)
{
    private const int CyclesLookedAt = 50;

    /// <summary>The cycle, or null when there is none with that id. Of one whose orchestration was purged, what its row says.</summary>
    public async Task<CycleResource?> FindAsync(DurableTaskClient client, string cycleId, CancellationToken cancellation)
    {
        if (cycleId.StartsWith('@'))
            return null;
        var instance = await client.GetInstanceAsync(cycleId, getInputsAndOutputs: true, cancellation);
        if (instance is not null && !string.Equals(instance.Name, nameof(EvaluationCycle), StringComparison.OrdinalIgnoreCase))
            return null;
        var row = instance is null ? await cycles.FindAsync(cycleId, cancellation) : null;
        if (instance is null && row is null)
            return null;
        var entity = await client.Entities.GetEntityAsync<CycleProgressState>(CycleProgress.IdOf(cycleId), cancellation: cancellation);
        var progress = entity?.State ?? new CycleProgressState();
        return instance is null ? Describe(Purged(row!), progress) : Describe(instance, progress, time.GetUtcNow());
    }

    /// <summary>The newest cycle that has a scorecard; null when there is none among the last 50.</summary>
    public async Task<string?> NewestCompletedAsync(CancellationToken cancellation)
    {
        var recent = await cycles.ListAsync(CyclesLookedAt, continuationToken: null, cancellation);
        return recent.Rows.FirstOrDefault(row => row.Status == CycleRows.CompletedStatus)?.CycleId;
    }

    /// <summary>Path of a cycle's status.</summary>
    public static string PathOf(string cycleId) => $"/api/v1/cycles/{cycleId}";

    /// <summary>The row as it is now: an unfinished one takes status and end from its orchestration.</summary>
    public static async Task<CycleRow> UpdateAsync(DurableTaskClient client, CycleRow row, CancellationToken cancellation)
    {
        if (row.CompletedAt is not null)
            return row;
        if (await client.GetInstanceAsync(row.InstanceId, cancellation) is not { } instance)
            return Purged(row);
        return row with
        {
            Status = instance.RuntimeStatus.ToString(),
            CompletedAt = instance.EndOf(),
        };
    }

    private static CycleRow Purged(CycleRow row) => row.CompletedAt is null ? row with { Status = CycleRows.PurgedStatus } : row;

    private static CycleResource Describe(CycleRow row, CycleProgressState progress) => new(
        row.CycleId,
        row.Status,
        row.RequestedAt,
        row.CompletedAt,
        StrategiesOf(progress),
        WindowsOf(progress),
        EtaSeconds: null,
        row.ScorecardHash,
        row.AuditHead is { } head ? new AuditReference(head.Size - 1, head.Hash) : null,
        row.Message,
        LinksOf(row.CycleId, hasScorecard: row.ScorecardHash is not null));

    private static CycleResource Describe(OrchestrationMetadata instance, CycleProgressState progress, DateTimeOffset now)
    {
        var outcome = instance.OutcomeOf<CycleOutcome>();
        return new CycleResource(
            instance.InstanceId,
            instance.RuntimeStatus.ToString(),
            instance.CreatedAt,
            instance.EndOf(),
            StrategiesOf(progress),
            WindowsOf(progress),
            instance.IsCompleted ? null : progress.SecondsLeft(now),
            outcome?.ScorecardHash,
            outcome is null ? null : new AuditReference(outcome.AuditIndex, outcome.AuditHash),
            instance.FailureDetails?.ErrorMessage,
            LinksOf(instance.InstanceId, hasScorecard: outcome is not null));
    }

    private static WorkDone StrategiesOf(CycleProgressState progress) =>
        new(progress.StrategiesDone, progress.StrategiesTotal, progress.StrategiesWithoutResult);

    private static WorkDone WindowsOf(CycleProgressState progress) => new(progress.WindowsDone, progress.WindowsTotal);

    private static CycleLinks LinksOf(string cycleId, bool hasScorecard)
    {
        var self = PathOf(cycleId);
        return hasScorecard ? new CycleLinks(self, $"{self}/scorecard", $"{self}/evidence") : new CycleLinks(self, null, null);
    }
}
