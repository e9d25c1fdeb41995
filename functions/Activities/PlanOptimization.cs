using System.Collections.Immutable;
using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Audit;
using Serverless.Core.Optimization;
using Serverless.Core.Optimization.Trials;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.Backtests;
using Serverless.Infra.State;

namespace Serverless.Functions.Activities;

/// <summary>Prepares a search, and records that it began.</summary>
public sealed class PlanOptimization(OpenSearches searches, SearchSeal seal, StrategySeal sets, RunStore runs, CycleTrail trail, OptimizationTable table)
{
    private const int MostSeeds = 10;

    /// <summary>
    /// Stores the order once, appends <c>optimization.started</c> with the SHA-256 of every series, then adds the optimisation's row.
    /// </summary>
    /// <exception cref="ArgumentException">No bar lies between start and end.</exception>
    /// <exception cref="InvalidOperationException">The optimisation to begin from has no result.</exception>
    [Function(nameof(PlanOptimization))]
    public async Task<OptimizationPlan> RunAsync([ActivityTrigger] OptimizationInput input, CancellationToken cancellation)
    {
        var order = await seal.OpenAsync(input.Search, cancellation);
        var (run, search) = order;
        await searches.StoreAsync(input.OptimizationId, order, cancellation);
        var subject = (await searches.GetAsync(input.OptimizationId, cancellation)).Subject;
        var seeds = search.SeededFrom is { } earlier ? await SeedsAsync(earlier, subject, cancellation) : [];
        var entry = CycleTrail.Event(input.Reference, "started", "optimization.started", input.OptimizationId, input.RequestedAt, "optimization") with
        {
            DataHash = run.DataHash,
            Details = AuditDetails.Create(
            [
                new("experiment", run.Experiment),
                new("kind", $"{run.Kind}"),
                new("method", $"{search.Method}"),
                new("objective", search.Objective.Figure),
                new("seed", $"{search.Seed}"),
                new("title", run.Title),
                new("trials", $"{search.Trials}"),
                .. run.Datasets.Select(dataset => KeyValuePair.Create(dataset.Name.Replace('/', '.'), dataset.Sha256)),
            ]),
        };
        await trail.AppendAsync(entry, cancellation);
        await table.UpsertAsync(OptimizationRows.Running(input), cancellation);
        // A step of models takes about as long as hundreds of bars of a signal: one set is work enough.
        return new OptimizationPlan(run.Kind == BacktestKind.Platform ? 1 : TrialChunk.SizeFor(run.Datasets[0].Rows), await sets.SealAsync(input.OptimizationId, seeds, cancellation));
    }

    private async Task<IReadOnlyList<ImmutableSortedDictionary<string, double>>> SeedsAsync(string earlier, ISearchSubject subject, CancellationToken cancellation)
    {
        try
        {
            var result = await runs.GetJsonAsync<OptimizationResult>(RunBlobs.OptimizationResult(earlier), cancellation);
            return [.. result.ToLog().Top(MostSeeds).Select(trial => trial.Proposal.Parameters).Where(subject.Space.Contains)];
        }
        catch (FileNotFoundException missing)
        {
            throw new InvalidOperationException($"The optimisation '{earlier}' has no result to begin from; name a completed one or none.", missing);
        }
    }
}
