using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Serverless.Core.Validation;
using Serverless.Functions.Activities;
using Serverless.Functions.Entities;

namespace Serverless.Functions.Orchestrations;

/// <summary>Evaluates one strategy, at once where its walk-forward windows are one batch; else batches in parallel, then one stitched, scored result.</summary>
public static class EvaluateStrategy
{
    /// <summary>Ends with an outcome in every case: a failing step becomes the strategy's reason, so that the cycle goes on.</summary>
    [Function(nameof(EvaluateStrategy))]
    public static async Task<StrategyOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, Input input)
    {
        var batches = WindowBatches.Plan(input.Windows, input.Task.Settings.WalkForward, input.Task.Timeframe);
        var outcome = await EvaluateAsync(context, input, batches);
        await context.Entities.SignalEntityAsync(
            CycleProgress.IdOf(input.Task.Cycle.CycleId),
            nameof(CycleProgress.StrategyDone),
            new CycleProgress.FinishedStrategy(batches.Count == 1 ? input.Windows.Count : 0, outcome.Row.Reason is null));
        return outcome;
    }

    private static async Task<StrategyOutcome> EvaluateAsync(TaskOrchestrationContext context, Input input, IReadOnlyList<IReadOnlyList<WalkForwardWindow>> batches)
    {
        try
        {
            if (batches is [var all])
            {
                return await context.CallActivityAsync<StrategyOutcome>(
                    nameof(EvaluateAtOnce), new EvaluateAtOnce.Input(input.Task, all, context.Now()), Retries.Storage);
            }

            var evaluated = await Task.WhenAll(batches.Select(batch => EvaluateBatchAsync(context, input.Task, batch)));
            return await context.CallActivityAsync<StrategyOutcome>(
                nameof(ScoreStrategy), new ScoreStrategy.Input(input.Task, evaluated, context.Now()), Retries.Storage);
        }
        catch (TaskFailedException failure)
        {
            return await context.CallActivityAsync<StrategyOutcome>(
                nameof(RejectStrategy), new RejectStrategy.Input(input.Task, failure.FailureDetails.ErrorMessage, context.Now()), Retries.Storage);
        }
    }

    private static async Task<WindowBatchOutcome> EvaluateBatchAsync(
        TaskOrchestrationContext context, StrategyTask task, IReadOnlyList<WalkForwardWindow> batch)
    {
        var outcome = await context.CallActivityAsync<WindowBatchOutcome>(
            nameof(EvaluateWindows), new EvaluateWindows.Input(task, batch), Retries.Storage);
        await context.Entities.SignalEntityAsync(CycleProgress.IdOf(task.Cycle.CycleId), nameof(CycleProgress.WindowsDone), batch.Count);
        return outcome;
    }

    /// <param name="Task">The strategy and its bars.</param>
    /// <param name="Windows">All walk-forward windows, in order.</param>
    public sealed record Input(StrategyTask Task, IReadOnlyList<WalkForwardWindow> Windows);
}
