using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Validation;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.State;

namespace Serverless.Functions.Activities;

/// <summary>Trains and tests one strategy on a batch of walk-forward windows.</summary>
public sealed class EvaluateWindows(WindowEvaluation evaluation, RunStore runs)
{
    /// <summary>Evaluates the batch and stores its results once, under a name that depends on cycle, strategy and first window.</summary>
    [Function(nameof(EvaluateWindows))]
    public async Task<WindowBatchOutcome> RunAsync([ActivityTrigger] Input input, CancellationToken cancellation)
    {
        var (task, batch) = (input.Task, input.Windows);
        var results = await evaluation.EvaluateAsync(task, batch, cancellation);
        var blob = RunBlobs.Windows(task.Cycle.CycleId, task.Strategy.Id, batch[0].Index);
        var stored = await runs.PutJsonOnceAsync(blob, results, cancellation);
        return new WindowBatchOutcome(blob, stored.Sha256, results.Count);
    }

    /// <param name="Task">The strategy and its bars.</param>
    /// <param name="Windows">The batch; not empty.</param>
    public sealed record Input(StrategyTask Task, IReadOnlyList<WalkForwardWindow> Windows);
}
