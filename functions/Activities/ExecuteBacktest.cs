using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Audit;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.Backtests;
using Serverless.Infra.Experiments;
using Serverless.Infra.Runs;

namespace Serverless.Functions.Activities;

/// <summary>Runs a backtest.</summary>
public sealed class ExecuteBacktest(BacktestExecutor executor, ExperimentAccount experiments)
{
    private const string TableEnd = ".parquet";

    /// <summary>Stores tables and summary once, under a name that depends on configuration, data and code, and records the run as an experiment.</summary>
    [Function(nameof(ExecuteBacktest))]
    public async Task<BacktestResult> RunAsync([ActivityTrigger] BacktestInput input, CancellationToken cancellation)
    {
        var run = await executor.ExecuteAsync(input.Order, cancellation);
        await experiments.RecordAsync(input.Order.Experiment, run.Files, input.RequestedAt, cancellation);
        var summary = run.Files.Files.First(file => file.Name == RunFiles.SummaryName).Bytes;
        return new BacktestResult(
            run.Files.RunId,
            run.RunHash,
            AuditHash.OfContent(summary.Span),
            [.. run.Files.Files.Select(file => file.Name).Where(name => name.EndsWith(TableEnd, StringComparison.Ordinal)).Select(name => name[..^TableEnd.Length])],
            run.Failure);
    }
}
