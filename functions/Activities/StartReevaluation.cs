using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Core.Audit;
using Serverless.Core.Regimes;
using Serverless.Functions.Api;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Activities;

/// <summary>Answers changed regimes by a cycle that evaluates the strategies of the newest completed one again.</summary>
public sealed class StartReevaluation(CycleTrail trail, CycleReader cycles, CycleStarter starter)
{
    /// <summary>Appends <c>regime.changed</c> for every change and <c>reevaluation.started</c> with the reason, then starts the cycle, whose id follows
    /// from the check's: repeating it starts nothing more.</summary>
    /// <returns>The cycle; null when none has completed yet, so that there is nothing to evaluate again.</returns>
    [Function(nameof(StartReevaluation))]
    public async Task<string?> RunAsync([ActivityTrigger] Input input, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var entries = input.Changes.Select(change => Entry(input, change)).ToList();
        var id = Instances.IdOf("cycle", $"{input.Check.CycleId} changed", input.OccurredAt);
        var started = await client.FindAsync(nameof(EvaluationCycle), id, cancellation);
        var earlier = started?.ReadInputAs<CycleInput>()!.Settings.Reevaluates ?? await cycles.NewestCompletedAsync(cancellation);
        if (earlier is not null)
            entries.Add(Started(input, id, earlier));
        await trail.AppendAsync(entries, cancellation);
        if (earlier is null || started is not null)
            return started?.InstanceId;
        var cycle = starter.Prepare(new StartCycleRequest(Reevaluates: earlier), input.Check.RequestedBy, idempotencyKey: null) with
        {
            CycleId = id,
            RequestedAt = input.OccurredAt,
        };
        await CycleStarter.StartAsync(client, cycle, cancellation);
        return id;
    }

    private static AuditEvent Entry(Input input, RegimeChange change) =>
        CycleTrail.Event(input.Check, $"changed/{change.Subject}", "regime.changed", change.Subject, input.OccurredAt, CheckRegimes.Actor) with
        {
            DataHash = input.DataHash,
            Details = [new("from", change.From), new("to", change.To)],
        };

    private static AuditEvent Started(Input input, string cycleId, string earlier) =>
        CycleTrail.Event(input.Check, "reevaluation", "reevaluation.started", cycleId, input.OccurredAt, CheckRegimes.Actor) with
        {
            Reason = string.Join("; ", input.Changes.Select(change => $"{change.Subject}: {change.From} became {change.To}")),
            Details = [new("reevaluates", earlier)],
        };

    /// <param name="Check">The check that saw the changes.</param>
    /// <param name="Changes">At least one.</param>
    /// <param name="DataHash">Hash of the series that they were read from.</param>
    /// <param name="OccurredAt">When.</param>
    public sealed record Input(CycleReference Check, IReadOnlyList<RegimeChange> Changes, string DataHash, DateTimeOffset OccurredAt);
}
