using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.State;

namespace Serverless.Functions.Activities;

/// <summary>Records that a cycle ended without a scorecard, and why.</summary>
public sealed class FailCycle(CycleTrail trail, CycleTable cycles)
{
    /// <summary>Appends <c>cycle.failed</c>, then updates the cycle's row.</summary>
    [Function(nameof(FailCycle))]
    public async Task RunAsync([ActivityTrigger] Input input, CancellationToken cancellation)
    {
        var cycle = input.Cycle;
        var entry = CycleTrail.Event(cycle.Reference, "failed", "cycle.failed", cycle.CycleId, input.OccurredAt) with { Reason = input.Message };
        await trail.AppendAsync(entry, cancellation);
        await cycles.UpsertAsync(CycleRows.Failed(cycle, input.OccurredAt, input.Message), cancellation);
    }

    /// <param name="Cycle">The cycle.</param>
    /// <param name="Message">What went wrong.</param>
    /// <param name="OccurredAt">When.</param>
    public sealed record Input(CycleInput Cycle, string Message, DateTimeOffset OccurredAt);
}
