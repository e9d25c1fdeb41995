using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Serverless.Functions.Activities;

namespace Serverless.Functions.Orchestrations;

/// <summary>
/// Searches for parameters in batches: propose, try in parallel, learn. Proposals and trials lie in blobs; the history holds figures only,
/// and begins anew every few batches, so that a search of any length replays quickly.
/// </summary>
public static class OptimizeParameters
{
    private const int BatchesPerHistory = 20;

    /// <summary>Runs the search. A set that fails is a trial with a reason; what fails the search itself is recorded and rethrown.</summary>
    [Function(nameof(OptimizeParameters))]
    public static async Task<OptimizationOutcome?> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, OptimizationInput input)
    {
        try
        {
            var progress = input.Progress ?? await BeginAsync(context, input);
            context.SetCustomStatus(progress);
            for (var batch = 0; batch < BatchesPerHistory; batch++)
            {
                if (await RunBatchAsync(context, input, progress) is not { } next)
                {
                    return await context.CallActivityAsync<OptimizationOutcome>(
                        nameof(PublishOptimization), new PublishOptimization.Input(input, progress, context.Now()), Retries.Storage);
                }

                progress = next;
                context.SetCustomStatus(progress);
            }

            context.ContinueAsNew(input with { Progress = progress });
            return null;
        }
        catch (TaskFailedException failure)
        {
            await context.CallActivityAsync(
                nameof(FailOptimization), new FailOptimization.Input(input, failure.FailureDetails.ErrorMessage, context.Now()), Retries.Storage);
            throw;
        }
    }

    private static async Task<OptimizationProgress> BeginAsync(TaskOrchestrationContext context, OptimizationInput input)
    {
        var plan = await context.CallActivityAsync<OptimizationPlan>(nameof(PlanOptimization), input, Retries.Storage);
        return new OptimizationProgress(plan, Batches: 0, Trials: 0, WithoutObjective: 0, Best: null);
    }

    // Null when all trials are done, or nothing new is left to try.
    private static async Task<OptimizationProgress?> RunBatchAsync(
        TaskOrchestrationContext context, OptimizationInput input, OptimizationProgress progress)
    {
        var search = input.Search;
        var count = Math.Min(search.BatchSize, search.Trials - progress.Trials);
        if (count == 0)
            return null;
        var chunks = await context.CallActivityAsync<IReadOnlyList<TrialChunk>>(
            nameof(ProposeTrials), new ProposeTrials.Input(input.OptimizationId, progress.Plan, progress.Batches, count), Retries.Storage);
        if (chunks.Count == 0)
            return null;
        var outcomes = await Task.WhenAll(chunks.Select(chunk => context.CallActivityAsync<TrialChunkOutcome>(
            nameof(RunTrials), new RunTrials.Input(input.OptimizationId, progress.Batches, chunk), Retries.Storage)));
        return progress.After(outcomes);
    }
}
