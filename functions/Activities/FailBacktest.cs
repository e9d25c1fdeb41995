using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.State;

namespace Serverless.Functions.Activities;

/// <summary>Records that a backtest ended without a result, and why.</summary>
public sealed class FailBacktest(CycleTrail trail, BacktestTable table)
{
    /// <summary>Appends <c>backtest.failed</c>, then updates the backtest's row.</summary>
    [Function(nameof(FailBacktest))]
    public async Task RunAsync([ActivityTrigger] Input input, CancellationToken cancellation)
    {
        await trail.AppendAsync(BacktestEntries.Of(input.Backtest, "failed", input.OccurredAt) with { Reason = input.Message }, cancellation);
        await table.UpsertAsync(BacktestEntries.Row(input.Backtest, "Failed", input.OccurredAt, input.Message), cancellation);
    }

    /// <param name="Backtest">The backtest.</param>
    /// <param name="Message">What went wrong.</param>
    /// <param name="OccurredAt">When.</param>
    public sealed record Input(BacktestInput Backtest, string Message, DateTimeOffset OccurredAt);
}
