using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Audit;
using Serverless.Core.Metrics;
using Serverless.Core.Scoring;
using Serverless.Core.Validation;
using Serverless.Core.Validation.Trials;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.State;

namespace Serverless.Functions.Activities;

/// <summary>Stitches a strategy's windows into one out-of-sample result, scores it and counts it as a trial.</summary>
public sealed class ScoreStrategy(RunStore runs, TrialTable trials, CycleTrail trail)
{
    /// <summary>Stores curve, trades, figures and daily returns once, then appends <c>strategy.evaluated</c> with their hash.</summary>
    [Function(nameof(ScoreStrategy))]
    public async Task<StrategyOutcome> RunAsync([ActivityTrigger] Input input, CancellationToken cancellation)
    {
        var task = input.Task;
        var windows = new List<WindowResult>();
        foreach (var batch in input.Batches)
            windows.AddRange(await runs.GetJsonAsync<IReadOnlyList<WindowResult>>(batch.Blob, cancellation));
        var result = StrategyEvaluation.Combine(task.Strategy, windows, task.Timeframe, task.BacktestSettings);
        var stored = await runs.PutJsonOnceAsync(RunBlobs.Result(task.Cycle.CycleId, task.Strategy.Id), result, cancellation);
        if (result.OutOfSample?.Sharpe is { } sharpe)
            await RecordTrialAsync(task, result, sharpe, cancellation);

        var row = ScorecardRow.Of(result, new ScoreWeights());
        await trail.AppendAsync(StrategyEntries.Evaluated(task, row, stored.Sha256, input.OccurredAt), cancellation);
        return new StrategyOutcome(row, stored.Sha256);
    }

    private async Task RecordTrialAsync(StrategyTask task, StrategyResult result, double sharpe, CancellationToken cancellation)
    {
        var (cycleId, strategyId) = (task.Cycle.CycleId, task.Strategy.Id);
        var daily = DailyReturns.Of(result.OpenTicks, result.Equity, task.Settings.Backtest.InitialEquity);
        await runs.PutJsonOnceAsync(RunBlobs.Daily(cycleId, strategyId), daily, cancellation);
        var trial = new Trial(strategyId, cycleId, sharpe, WeeklyReturns.Of(daily));
        await trials.UpsertAsync(task.Settings.Experiment, trial, cancellation);
    }

    /// <param name="Task">The strategy.</param>
    /// <param name="Batches">Results of all its windows.</param>
    /// <param name="OccurredAt">When.</param>
    public sealed record Input(StrategyTask Task, IReadOnlyList<WindowBatchOutcome> Batches, DateTimeOffset OccurredAt);
}
