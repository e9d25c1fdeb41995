using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Serverless.Functions.Activities;

namespace Serverless.Functions.Orchestrations;

/// <summary>Runs a backtest: record that it begins, run and store, record what came of it.</summary>
public static class RunBacktest
{
    /// <summary>A run that stops early is a result with a reason; what leaves none is recorded and rethrown.</summary>
    [Function(nameof(RunBacktest))]
    public static async Task<BacktestOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, BacktestInput input)
    {
        try
        {
            context.SetCustomStatus(nameof(BacktestStep.Opening));
            await context.CallActivityAsync(nameof(OpenBacktest), input, Retries.Storage);
            context.SetCustomStatus(nameof(BacktestStep.Running));
            var result = await context.CallActivityAsync<BacktestResult>(nameof(ExecuteBacktest), input, Retries.Storage);
            context.SetCustomStatus(nameof(BacktestStep.Publishing));
            return await context.CallActivityAsync<BacktestOutcome>(
                nameof(PublishBacktest), new PublishBacktest.Input(input, result, context.Now()), Retries.Storage);
        }
        catch (TaskFailedException failure)
        {
            await context.CallActivityAsync(
                nameof(FailBacktest), new FailBacktest.Input(input, failure.FailureDetails.ErrorMessage, context.Now()), Retries.Storage);
            throw;
        }
    }
}
