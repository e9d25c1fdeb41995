using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Core.Audit;
using Serverless.Functions.Entities;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.Backtests;
using Serverless.Infra.Experiments;
using Serverless.Infra.Runs;

namespace Serverless.Functions.Activities;

/// <summary>Runs a backtest.</summary>
public sealed class ExecuteBacktest(BacktestExecutor executor, OrderSeal seal, ExperimentAccount experiments, TimeProvider time)
{
    private const string TableEnd = ".parquet";

    /// <summary>Stores tables and summary once, under a name that depends on configuration, data and code, and records the run as an experiment.</summary>
    [Function(nameof(ExecuteBacktest))]
    public async Task<BacktestResult> RunAsync(
        [ActivityTrigger] BacktestInput input, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var progress = BacktestProgress.IdOf(input.BacktestId);
        var begun = new BacktestProgressState { StartedAt = time.GetUtcNow() };
        await TellAsync(begun);
        var meter = new ProgressMeter(share => TellAsync(begun with { Share = share }), time);
        var run = await executor.ExecuteAsync(await seal.OpenAsync(input.Order, cancellation), meter, cancellation);
        await meter.Telling;
        await experiments.RecordAsync(input.Order.Experiment, run.Files, input.RequestedAt, cancellation);
        var summary = run.Files.Files.First(file => file.Name == RunFiles.SummaryName).Bytes;
        return new BacktestResult(
            run.Files.RunId,
            run.RunHash,
            AuditHash.OfContent(summary.Span),
            [.. run.Files.Files.Select(file => file.Name).Where(name => name.EndsWith(TableEnd, StringComparison.Ordinal)).Select(name => name[..^TableEnd.Length])],
            run.Failure);

        Task TellAsync(BacktestProgressState state) =>
            client.Entities.SignalEntityAsync(progress, nameof(BacktestProgress.Tell), state, cancellation: cancellation);
    }
}
