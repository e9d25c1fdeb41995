using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.State;

namespace Serverless.Functions.Activities;

/// <summary>Records what came of a backtest.</summary>
public sealed class PublishBacktest(CycleTrail trail, BacktestTable table)
{
    /// <summary>Appends <c>backtest.completed</c> with the hash of its summary, then updates the backtest's row.</summary>
    [Function(nameof(PublishBacktest))]
    public async Task<BacktestOutcome> RunAsync([ActivityTrigger] Input input, CancellationToken cancellation)
    {
        var (backtest, result) = (input.Backtest, input.Result);
        var entry = BacktestEntries.Of(backtest, "completed", input.OccurredAt) with
        {
            ContentHash = result.SummaryHash,
            Reason = result.Failure?.ToString(),
            Details = [new("run", result.RunId), new("runHash", result.RunHash)],
        };
        var receipt = await trail.AppendAsync(entry, cancellation);
        var row = BacktestEntries.Row(backtest, "Completed", input.OccurredAt, result.Failure?.ToString());
        await table.UpsertAsync(row with { RunId = result.RunId, ResultHash = result.SummaryHash }, cancellation);
        return new BacktestOutcome(result, receipt.Index, receipt.Hash);
    }

    /// <param name="Backtest">The backtest.</param>
    /// <param name="Result">Its result.</param>
    /// <param name="OccurredAt">When it ended.</param>
    public sealed record Input(BacktestInput Backtest, BacktestResult Result, DateTimeOffset OccurredAt);
}
