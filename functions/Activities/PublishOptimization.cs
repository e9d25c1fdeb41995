using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Audit;
using Serverless.Core.Indicators;
using Serverless.Core.Optimization.Search;
using Serverless.Core.Optimization.Trials;
using Serverless.Core.Strategies;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.State;

namespace Serverless.Functions.Activities;

/// <summary>Puts all trials together, and tries the best set on the bars that the search has not seen.</summary>
public sealed class PublishOptimization(EvaluationBars data, FeatureCache features, RunStore runs, CycleTrail trail, OptimizationTable table)
{
    /// <summary>Stores the result once, appends <c>optimization.completed</c> with its hash, then updates the optimisation's row.</summary>
    [Function(nameof(PublishOptimization))]
    public async Task<OptimizationOutcome> RunAsync([ActivityTrigger] Input input, CancellationToken cancellation)
    {
        var (optimization, progress) = (input.Optimization, input.Progress);
        var log = await ReadAsync(optimization.OptimizationId, progress, cancellation);
        var unseen = log.Best is { } best ? await TryUnseenAsync(optimization, progress, best, cancellation) : null;
        var result = new OptimizationResult(optimization.Settings, log.Trials, log.Best?.Proposal.Number, unseen, log.Multiplicity());
        var stored = await runs.PutJsonOnceAsync(RunBlobs.OptimizationResult(optimization.OptimizationId), result, cancellation);
        var entry = CycleTrail.Event(optimization.Reference, "completed", "optimization.completed", optimization.OptimizationId, input.OccurredAt, "optimization") with
        {
            ContentHash = stored.Sha256,
            DataHash = progress.Plan.Dataset.Sha256,
            Details =
            [
                new("parameterSets", $"{result.Multiplicity.ParameterSets}"),
                new("best", log.Best?.Objective?.ToString("R", CultureInfo.InvariantCulture) ?? "none"),
                new("trials", $"{progress.Trials}"),
                new("withoutObjective", $"{progress.WithoutObjective}"),
            ],
        };
        var receipt = await trail.AppendAsync(entry, cancellation);
        var outcome = new OptimizationOutcome(stored.Sha256, progress, unseen?.Objective, result.Multiplicity, receipt.Index, receipt.Hash);
        await table.UpsertAsync(OptimizationRows.Completed(optimization, input.OccurredAt, outcome), cancellation);
        return outcome;
    }

    private async Task<TrialLog> ReadAsync(string id, OptimizationProgress progress, CancellationToken cancellation)
    {
        var trials = new List<Trial>(progress.Trials);
        for (var batch = 0; batch < progress.Batches; batch++)
        {
            var step = await runs.GetJsonAsync<SearchStep>(RunBlobs.SearchStep(id, batch), cancellation);
            foreach (var chunk in TrialChunk.Cut(step.Proposals.Count, progress.Plan.BarCount))
                trials.AddRange(await runs.GetJsonAsync<IReadOnlyList<Trial>>(RunBlobs.Trials(id, batch, chunk.First), cancellation));
        }

        return new TrialLog([.. trials]);
    }

    private async Task<Trial?> TryUnseenAsync(OptimizationInput optimization, OptimizationProgress progress, Trial best, CancellationToken cancellation)
    {
        var (settings, dataset) = (optimization.Settings, progress.Plan.Dataset);
        var bars = await data.LoadAsync(dataset, settings.MissingData, cancellation);
        var split = DataSplit.Of(bars.Series, settings);
        if (split.TestBars == 0)
            return null;
        using var indicators = features.SetOf($"{dataset.Sha256} {settings.MissingData}", bars.Series, dataset.Market);
        // Limits are for the search; unseen bars are fewer, and judged by the figure alone.
        return TrialRun.Run(
            indicators,
            StrategyCatalog.Get(settings.Template),
            settings.Backtest with { Market = dataset.Market },
            split.Test,
            settings.Objective with { Limits = [] },
            best.Proposal,
            dataset.Sha256);
    }

    /// <param name="Optimization">The optimisation.</param>
    /// <param name="Progress">What it did.</param>
    /// <param name="OccurredAt">When it ended.</param>
    public sealed record Input(OptimizationInput Optimization, OptimizationProgress Progress, DateTimeOffset OccurredAt);
}
