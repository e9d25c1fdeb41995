using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Scoring;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Activities;

/// <summary>Records that a strategy could not be evaluated, and why, so that the cycle goes on without it.</summary>
public sealed class RejectStrategy(StrategySeal seal, CycleTrail trail)
{
    /// <summary>Appends <c>strategy.rejected</c>.</summary>
    [Function(nameof(RejectStrategy))]
    public async Task<StrategyOutcome> RunAsync([ActivityTrigger] Input input, CancellationToken cancellation)
    {
        await trail.AppendAsync(StrategyEntries.Rejected(input.Task, input.Reason, input.OccurredAt), cancellation);
        return new StrategyOutcome(ScorecardRow.Without(await seal.OpenAsync(input.Task.Strategy, cancellation), input.Reason), ResultHash: null);
    }

    /// <param name="Task">The strategy.</param>
    /// <param name="Reason">What went wrong.</param>
    /// <param name="OccurredAt">When.</param>
    public sealed record Input(StrategyTask Task, string Reason, DateTimeOffset OccurredAt);
}
