using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Audit;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.State;

namespace Serverless.Functions.Activities;

/// <summary>Records that a cycle began, and with which settings.</summary>
public sealed class OpenCycle(CycleTrail trail, CycleTable cycles)
{
    /// <summary>Appends <c>cycle.started</c>, then adds the cycle's row.</summary>
    [Function(nameof(OpenCycle))]
    public async Task RunAsync([ActivityTrigger] CycleInput input, CancellationToken cancellation)
    {
        var entry = CycleTrail.Event(input.Reference, "started", "cycle.started", input.CycleId, input.RequestedAt) with
        {
            Details = input.Settings.Reevaluates is { } earlier
                ? [new("seed", $"{input.Settings.Seed}"), new("reevaluates", earlier)]
                : [new("seed", $"{input.Settings.Seed}"), new("strategies", $"{input.Settings.Strategies}")],
        };
        await trail.AppendAsync(entry, cancellation);
        await cycles.UpsertAsync(CycleRows.Running(input), cancellation);
    }
}
