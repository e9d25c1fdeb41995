using Microsoft.DurableTask.Client;
using Serverless.Functions.Api;
using Serverless.Functions.Entities;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Hosting;

/// <summary>Reads the state of a backtest from its orchestration.</summary>
public sealed class BacktestReader(TimeProvider time)
{
    /// <summary>The backtest, or null when there is none with that id.</summary>
    public async Task<BacktestResource?> FindAsync(DurableTaskClient client, string id, CancellationToken cancellation)
    {
        if (await client.FindAsync(nameof(RunBacktest), id, cancellation) is not { } instance)
            return null;
        var input = instance.ReadInputAs<BacktestInput>()!;
        var outcome = instance.OutcomeOf<BacktestOutcome>();
        var step = instance.SerializedCustomStatus is null ? default(BacktestStep?) : Enum.Parse<BacktestStep>(instance.ReadCustomStatusAs<string>()!);
        var progress = !instance.IsCompleted && step == BacktestStep.Running
            ? (await client.Entities.GetEntityAsync<BacktestProgressState>(BacktestProgress.IdOf(id), cancellation: cancellation))?.State
            : null;
        var self = $"/api/v1/backtests/{id}";
        return new BacktestResource(
            id,
            instance.RuntimeStatus.ToString(),
            input.RequestedAt,
            instance.EndOf(),
            $"{input.Order.Kind}",
            input.Order.Title,
            input.Order.Experiment,
            instance.IsCompleted ? null : step?.ToString(),
            outcome is not null || step == BacktestStep.Publishing ? 1 : progress?.Share ?? 0,
            progress?.SecondsLeft(time.GetUtcNow()),
            outcome?.Result.RunId,
            outcome?.Result.RunHash,
            outcome?.Result.SummaryHash,
            outcome?.Result.Failure,
            outcome is null ? null : new AuditReference(outcome.AuditIndex, outcome.AuditHash),
            instance.FailureDetails?.ErrorMessage,
            new BacktestLinks(
                self,
                outcome is null ? null : $"{self}/result",
                outcome is null ? null : $"{self}/report",
                outcome?.Result.Tables.ToDictionary(table => table, table => $"{self}/tables/{table}")));
    }
}
