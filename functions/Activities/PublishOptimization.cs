using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Optimization.Search;
using Serverless.Core.Optimization.Trials;
using Serverless.Core.Validation.Overfitting;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.Experiments;
using Serverless.Infra.State;

namespace Serverless.Functions.Activities;

/// <summary>Puts all trials together, and tries the best set on the part that the search has not seen.</summary>
public sealed class PublishOptimization(OpenSearches searches, RunStore runs, ExperimentAccount experiments, CycleTrail trail, OptimizationTable table)
{
    /// <summary>
    /// Stores the result once and records it as an experiment, appends <c>optimization.completed</c> with its hash, then updates the optimisation's row.
    /// </summary>
    [Function(nameof(PublishOptimization))]
    public async Task<OptimizationOutcome> RunAsync([ActivityTrigger] Input input, CancellationToken cancellation)
    {
        var (optimization, progress) = (input.Optimization, input.Progress);
        var (subject, settings, record) = await searches.GetAsync(optimization.OptimizationId, cancellation);
        var log = await ReadAsync(optimization.OptimizationId, progress, cancellation);
        var result = OptimizationResult.Of(subject, settings, log);
        var stored = await runs.PutJsonOnceAsync(RunBlobs.OptimizationResult(optimization.OptimizationId), result, cancellation);
        var files = await record.OfOptimizationAsync(result);
        await experiments.RecordAsync(optimization.Search.Experiment, files, optimization.RequestedAt, cancellation);
        var entry = CycleTrail.Event(optimization.Reference, "completed", "optimization.completed", optimization.OptimizationId, input.OccurredAt, "optimization") with
        {
            ContentHash = stored.Sha256,
            DataHash = optimization.Search.DataHash,
            Details =
            [
                new("parameterSets", $"{result.Multiplicity.ParameterSets}"),
                new("best", log.Best?.Objective?.ToString("R", CultureInfo.InvariantCulture) ?? "none"),
                new("run", files.RunId),
                new("trials", $"{progress.Trials}"),
                new("withoutObjective", $"{progress.WithoutObjective}"),
            ],
        };
        var receipt = await trail.AppendAsync(entry, cancellation);
        var outcome = new OptimizationOutcome(
            stored.Sha256,
            files.RunId,
            [.. files.Summary.Tables.Select(one => one.Name)],
            progress,
            result.OutOfSample?.Objective,
            result.Multiplicity,
            DeflatedSharpe.Of(result)?.Probability,
            receipt.Index,
            receipt.Hash);
        await table.UpsertAsync(OptimizationRows.Completed(optimization, input.OccurredAt, outcome), cancellation);
        return outcome;
    }

    private async Task<TrialLog> ReadAsync(string id, OptimizationProgress progress, CancellationToken cancellation)
    {
        var trials = new List<Trial>(progress.Trials);
        for (var batch = 0; batch < progress.Batches; batch++)
        {
            var step = await runs.GetJsonAsync<SearchStep>(RunBlobs.SearchStep(id, batch), cancellation);
            foreach (var chunk in TrialChunk.Cut(step.Proposals.Count, progress.Plan.ChunkSize))
                trials.AddRange(await runs.GetJsonAsync<IReadOnlyList<Trial>>(RunBlobs.Trials(id, batch, chunk.First), cancellation));
        }

        return new TrialLog([.. trials]);
    }

    /// <param name="Optimization">The optimisation.</param>
    /// <param name="Progress">What it did.</param>
    /// <param name="OccurredAt">When it ended.</param>
    public sealed record Input(OptimizationInput Optimization, OptimizationProgress Progress, DateTimeOffset OccurredAt);
}
