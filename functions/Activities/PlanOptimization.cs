using System.Collections.Immutable;
using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Audit;
using Serverless.Core.MarketData;
using Serverless.Core.Optimization;
using Serverless.Core.Optimization.Trials;
using Serverless.Core.Strategies;
using Serverless.Core.Time;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.MarketData;
using Serverless.Infra.State;

namespace Serverless.Functions.Activities;

/// <summary>Chooses the series that an optimisation works on and the sets that it begins with, and records that it began.</summary>
public sealed class PlanOptimization(MarketDataStore store, EvaluationBars data, RunStore runs, CycleTrail trail, OptimizationTable table)
{
    private const int MostSeeds = 10;

    /// <summary>
    /// Takes the finest tradable series of the symbol without raw splits, or the one of the timeframe asked for; appends
    /// <c>optimization.started</c> with its hash, then adds the optimisation's row.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no such series, or the optimisation to begin from has no result.</exception>
    [Function(nameof(PlanOptimization))]
    public async Task<OptimizationPlan> RunAsync([ActivityTrigger] OptimizationInput input, CancellationToken cancellation)
    {
        var settings = input.Settings;
        var dataset = await FindAsync(settings, cancellation);
        var bars = await data.LoadAsync(dataset, settings.MissingData, cancellation);
        var split = DataSplit.Of(bars.Series, settings);
        if (split.TrainBars == 0)
            throw new InvalidOperationException($"'{dataset.Name}' has no bars to try parameters on.");
        var seeds = settings.SeededFrom is { } earlier ? await SeedsAsync(earlier, settings, cancellation) : [];
        var entry = CycleTrail.Event(input.Reference, "started", "optimization.started", input.OptimizationId, input.RequestedAt, "optimization") with
        {
            DataHash = dataset.Sha256,
            Details =
            [
                new("dataset", dataset.Name),
                new("method", settings.Method.ToString()),
                new("objective", settings.Objective.Figure),
                new("seed", $"{settings.Seed}"),
                new("template", settings.Template),
                new("trials", $"{settings.Trials}"),
            ],
        };
        await trail.AppendAsync(entry, cancellation);
        await table.UpsertAsync(OptimizationRows.Running(input, dataset), cancellation);
        return new OptimizationPlan(dataset, split.TrainBars, seeds);
    }

    private async Task<DatasetInfo> FindAsync(OptimizationSettings settings, CancellationToken cancellation)
    {
        var found = (await store.ListAsync(cancellation))
            .Where(manifest => manifest.Dataset.Symbol == settings.Symbol && manifest.Dataset.Timeframe is not null).ToList();
        var usable = found
            .Where(manifest => manifest.Dataset.Market.IsTradable() && manifest.RawSplits == 0)
            .Where(manifest => settings.Timeframe is null || manifest.Dataset.Timeframe == settings.Timeframe)
            .MinBy(manifest => manifest.Dataset.Timeframe);
        return usable?.Dataset ?? throw new InvalidOperationException(
            $"The container 'market-data' holds no series of '{settings.Symbol}' that can be traded{(settings.Timeframe is { } asked ? $" with {asked} bars" : "")} and has no raw"
            + $" splits ('data adjust' makes a series without); of that symbol it holds {(found.Count == 0 ? "nothing" : string.Join(", ", found.Select(manifest => manifest.Dataset.Name)))}.");
    }

    private async Task<IReadOnlyList<ImmutableSortedDictionary<string, double>>> SeedsAsync(
        string earlier, OptimizationSettings settings, CancellationToken cancellation)
    {
        try
        {
            var result = await runs.GetJsonAsync<OptimizationResult>(RunBlobs.OptimizationResult(earlier), cancellation);
            var space = settings.ToSpace();
            return [.. result.ToLog().Top(MostSeeds).Select(trial => trial.Proposal.Parameters).Where(space.Contains)];
        }
        catch (FileNotFoundException missing)
        {
            throw new InvalidOperationException($"The optimisation '{earlier}' has no result to begin from; name a completed one or none.", missing);
        }
    }
}
