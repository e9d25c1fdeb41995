using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.State;

namespace Serverless.Functions.Activities;

/// <summary>Records that an optimisation ended without a result, and why.</summary>
public sealed class FailOptimization(CycleTrail trail, OptimizationTable table)
{
    /// <summary>Appends <c>optimization.failed</c>, then updates the optimisation's row.</summary>
    [Function(nameof(FailOptimization))]
    public async Task RunAsync([ActivityTrigger] Input input, CancellationToken cancellation)
    {
        var optimization = input.Optimization;
        var entry = CycleTrail.Event(optimization.Reference, "failed", "optimization.failed", optimization.OptimizationId, input.OccurredAt, "optimization") with { Reason = input.Message };
        await trail.AppendAsync(entry, cancellation);
        await table.UpsertAsync(OptimizationRows.Ended(optimization, "Failed", input.OccurredAt, input.Message), cancellation);
    }

    /// <param name="Optimization">The optimisation.</param>
    /// <param name="Message">What went wrong.</param>
    /// <param name="OccurredAt">When.</param>
    public sealed record Input(OptimizationInput Optimization, string Message, DateTimeOffset OccurredAt);
}
