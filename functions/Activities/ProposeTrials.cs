using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Optimization.Search;
using Serverless.Core.Optimization.Trials;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.State;

namespace Serverless.Functions.Activities;

/// <summary>Reports the last batch to the optimiser and lets it propose the next.</summary>
public sealed class ProposeTrials(OpenSearches searches, StrategySeal seal, RunStore runs)
{
    /// <summary>Stores proposals and the optimiser's state once, under a name that depends on optimisation and batch.</summary>
    /// <returns>The pieces in which to try the batch; none when there is nothing new to try.</returns>
    [Function(nameof(ProposeTrials))]
    public async Task<IReadOnlyList<TrialChunk>> RunAsync([ActivityTrigger] Input input, CancellationToken cancellation)
    {
        var search = await searches.GetAsync(input.OptimizationId, cancellation);
        var state = input.Batch == 0 ? SearchState.Start : await StateAfterAsync(input, input.Batch - 1, cancellation);
        var seeds = await seal.OpenAsync(input.OptimizationId, input.Plan.Seeds, cancellation);
        var step = search.Settings.ToOptimizer(search.Subject.Space, seeds).Propose(state, input.Count);
        await runs.PutJsonOnceAsync(RunBlobs.SearchStep(input.OptimizationId, input.Batch), step, cancellation);
        return TrialChunk.Cut(step.Proposals.Count, input.Plan.ChunkSize);
    }

    private async Task<SearchState> StateAfterAsync(Input input, int batch, CancellationToken cancellation)
    {
        var step = await runs.GetJsonAsync<SearchStep>(RunBlobs.SearchStep(input.OptimizationId, batch), cancellation);
        var observations = new List<Observation>();
        foreach (var chunk in TrialChunk.Cut(step.Proposals.Count, input.Plan.ChunkSize))
        {
            var trials = await runs.GetJsonAsync<IReadOnlyList<Trial>>(RunBlobs.Trials(input.OptimizationId, batch, chunk.First), cancellation);
            observations.AddRange(trials.Select(trial => trial.Observation));
        }

        return step.State.Report(observations);
    }

    /// <param name="OptimizationId">The optimisation.</param>
    /// <param name="Plan">How its batches are cut, and its seeds.</param>
    /// <param name="Batch">The batch to propose, from 0.</param>
    /// <param name="Count">Most proposals; at least 1.</param>
    public sealed record Input(string OptimizationId, OptimizationPlan Plan, int Batch, int Count);
}
