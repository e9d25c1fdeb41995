using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Validation;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Activities;

/// <summary>Evaluates and scores a strategy whose windows are one batch: nothing is stored in between.</summary>
public sealed class EvaluateAtOnce(WindowEvaluation evaluation, StrategyScoring scoring)
{
    /// <summary>Trains and tests all windows, then scores them; see <see cref="StrategyScoring.ScoreAsync"/>.</summary>
    [Function(nameof(EvaluateAtOnce))]
    public async Task<StrategyOutcome> RunAsync([ActivityTrigger] Input input, CancellationToken cancellation)
    {
        var windows = await evaluation.EvaluateAsync(input.Task, input.Windows, cancellation);
        return await scoring.ScoreAsync(input.Task, windows, input.OccurredAt, cancellation);
    }

    /// <param name="Task">The strategy and its bars.</param>
    /// <param name="Windows">All its windows; not empty.</param>
    /// <param name="OccurredAt">When.</param>
    public sealed record Input(StrategyTask Task, IReadOnlyList<WalkForwardWindow> Windows, DateTimeOffset OccurredAt);
}
