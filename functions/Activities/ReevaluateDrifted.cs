using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Functions.Api;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Activities;

/// <summary>Has strategies backtested again whose drift was found: by a cycle that evaluates those of the newest completed one on today's data.</summary>
public sealed class ReevaluateDrifted(CycleTrail trail, CycleReader cycles, CycleStarter starter)
{
    /// <summary>Appends <c>reevaluation.started</c>, then starts the cycle, whose id follows from the look's: repeating it starts nothing more.</summary>
    /// <returns>The cycle; null when none has completed yet.</returns>
    [Function(nameof(ReevaluateDrifted))]
    public async Task<string?> RunAsync([ActivityTrigger] Input input, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var id = Instances.IdOf("cycle", $"{input.Check.CycleId} drifted", input.OccurredAt);
        if (await client.FindAsync(nameof(EvaluationCycle), id, cancellation) is { } started)
            return started.InstanceId;
        if (await cycles.NewestCompletedAsync(cancellation) is not { } earlier)
            return null;
        var entry = CycleTrail.Event(input.Check, "reevaluation", "reevaluation.started", id, input.OccurredAt, MonitorStrategies.Actor) with
        {
            Reason = $"Drifted: {string.Join(", ", input.StrategyIds)}",
            Details = [new("reevaluates", earlier)],
        };
        await trail.AppendAsync(entry, cancellation);
        var cycle = starter.Prepare(new StartCycleRequest(Reevaluates: earlier), input.Check.RequestedBy, idempotencyKey: null) with
        {
            CycleId = id,
            RequestedAt = input.OccurredAt,
        };
        await CycleStarter.StartAsync(client, cycle, cancellation);
        return id;
    }

    /// <param name="Check">The look that found the drift.</param>
    /// <param name="StrategyIds">At least one.</param>
    /// <param name="OccurredAt">When.</param>
    public sealed record Input(CycleReference Check, IReadOnlyList<string> StrategyIds, DateTimeOffset OccurredAt);
}
