using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Serverless.Core.Audit;
using Serverless.Core.Lifecycle;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.Audit.Redactions;
using Serverless.Infra.State;

namespace Serverless.Functions.Activities;

/// <summary>
/// Deletes results and daily returns of strategies in cycles that are older than the setting keeps them; what a promotion stands on stays, and so do scorecards,
/// evidence and the trail with the hash of each result, and an entry that says which cycle's were dropped. The same data, configuration and code make a result again.
/// </summary>
public sealed class DropCurves(RunStore runs, CycleTable cycles, CycleTrail trail, IOptions<EvaluationOptions> options, ILogger<DropCurves> logger)
{
    // Cycles that no later one came to.
    private const int DaysLookedBack = 14;
    private const int PageSize = 50;

    /// <summary>Looks at the two weeks before those that are kept.</summary>
    [Function(nameof(DropCurves))]
    public async Task RunAsync([ActivityTrigger] CycleInput input, CancellationToken cancellation)
    {
        if (options.Value.KeepCurvesDays == 0)
            return;
        var end = input.RequestedAt.AddDays(-options.Value.KeepCurvesDays);
        var dropped = 0;
        await foreach (var cycle in OlderThanAsync(end, cancellation))
            dropped += await DropAsync(cycle.CycleId, input, cancellation);
        logger.LogInformation("Curves of cycles before {End}: {Dropped} blobs deleted", end, dropped);
    }

    private async IAsyncEnumerable<CycleRow> OlderThanAsync(DateTimeOffset end, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        string? next = null;
        do
        {
            var page = await cycles.ListAsync(PageSize, next, cancellation);
            next = page.ContinuationToken;
            foreach (var cycle in page.Rows.Where(cycle => cycle.RequestedAt < end))
            {
                if (cycle.RequestedAt < end.AddDays(-DaysLookedBack))
                    yield break;
                yield return cycle;
            }
        }
        while (next is not null);
    }

    private async Task<int> DropAsync(string cycleId, CycleInput input, CancellationToken cancellation)
    {
        var curves = (await runs.ListAsync($"{cycleId}/", cancellation)).Where(name => RunBlobs.StrategyOf(name) is not null).ToList();
        if (curves.Count == 0)
            return 0;
        var promoted = await PromotedAsync(cycleId, cancellation);
        curves.RemoveAll(name => promoted.Contains(RunBlobs.StrategyOf(name)!));
        if (curves.Count > 0)
            await trail.AppendAsync(Entry(cycleId, input), cancellation);
        foreach (var name in curves)
            await runs.DeleteAsync(name, cancellation);
        return curves.Count;
    }

    // Before anything is gone; the same when the activity is repeated with half of it gone.
    private AuditEvent Entry(string cycleId, CycleInput input) => new()
    {
        EventId = $"{input.CycleId}/dropped/{cycleId}",
        OccurredAt = input.RequestedAt,
        Actor = new AuditActor(CycleTrail.CycleActor, [], input.RequestedBy),
        Action = ContentCheck.DroppedAction,
        Subject = cycleId,
        Reason = "Results and daily returns that no promotion stands on are kept for some days; data, configuration and code make them again.",
        Details = [new("keptDays", options.Value.KeepCurvesDays.ToString(CultureInfo.InvariantCulture))],
        CodeVersion = CycleTrail.CodeVersion,
        CorrelationId = input.CycleId,
    };

    private async Task<HashSet<string>> PromotedAsync(string cycleId, CancellationToken cancellation)
    {
        try
        {
            var decisions = await runs.GetJsonAsync<IReadOnlyList<PromotionDecision>>(RunBlobs.Promotions(cycleId), cancellation);
            return [.. decisions.SelectMany(decision => decision.Requests).Where(request => request.Trigger == LifecycleTrigger.Promote).Select(request => request.StrategyId)];
        }
        catch (FileNotFoundException)
        {
            return []; // a cycle that was not asked to promote
        }
    }
}
