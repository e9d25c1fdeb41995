using Serverless.Core.Metrics;
using Serverless.Core.Scoring;
using Serverless.Core.Validation;
using Serverless.Core.Validation.Trials;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.State;

namespace Serverless.Functions.Hosting;

/// <summary>Stitches a strategy's windows into one out-of-sample result, scores it and counts it as a trial. Thread-safe.</summary>
public sealed class StrategyScoring(StrategySeal seal, RunStore runs, StoredReturns returns, TrialTable trials, CycleTrail trail)
{
    /// <summary>Stores curve, trades, figures and daily returns once, then appends <c>strategy.evaluated</c> with their hash.</summary>
    public async Task<StrategyOutcome> ScoreAsync(
        StrategyTask task, IReadOnlyList<WindowResult> windows, DateTimeOffset occurredAt, CancellationToken cancellation)
    {
        var result = StrategyEvaluation.Combine(await seal.OpenAsync(task.Strategy, cancellation), windows, task.Timeframe, task.BacktestSettings);
        var stored = await runs.PutJsonOnceAsync(RunBlobs.Result(task.Cycle.CycleId, task.Strategy.Id), result, cancellation);
        if (result.OutOfSample?.Sharpe is { } sharpe)
            await RecordTrialAsync(task, result, sharpe, cancellation);

        var row = ScorecardRow.Of(result, new ScoreWeights());
        await trail.AppendAsync(StrategyEntries.Evaluated(task, row, stored.Sha256, occurredAt), cancellation);
        return new StrategyOutcome(row, stored.Sha256);
    }

    private async Task RecordTrialAsync(StrategyTask task, StrategyResult result, double sharpe, CancellationToken cancellation)
    {
        var (cycleId, strategyId) = (task.Cycle.CycleId, task.Strategy.Id);
        var daily = DailyReturns.Of(result.OpenTicks, result.Equity, task.Settings.Backtest.InitialEquity);
        await returns.PutOnceAsync(cycleId, strategyId, daily, cancellation);
        var trial = new Trial(strategyId, cycleId, sharpe, WeeklyReturns.Of(daily));
        await trials.UpsertAsync(task.Settings.Experiment, trial, cancellation);
    }
}
