using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Validation;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.State;

namespace Serverless.Functions.Activities;

/// <summary>Scores a strategy whose windows were evaluated in several batches.</summary>
public sealed class ScoreStrategy(RunStore runs, StrategyScoring scoring)
{
    /// <summary>Reads the batches back and scores them; see <see cref="StrategyScoring.ScoreAsync"/>.</summary>
    [Function(nameof(ScoreStrategy))]
    public async Task<StrategyOutcome> RunAsync([ActivityTrigger] Input input, CancellationToken cancellation)
    {
        var windows = new List<WindowResult>();
        foreach (var batch in input.Batches)
            windows.AddRange(await runs.GetJsonAsync<IReadOnlyList<WindowResult>>(batch.Blob, cancellation));
        return await scoring.ScoreAsync(input.Task, windows, input.OccurredAt, cancellation);
    }

    /// <param name="Task">The strategy.</param>
    /// <param name="Batches">Results of all its windows.</param>
    /// <param name="OccurredAt">When.</param>
    public sealed record Input(StrategyTask Task, IReadOnlyList<WindowBatchOutcome> Batches, DateTimeOffset OccurredAt);
}
