using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Optimization.Search;
using Serverless.Core.Optimization.Trials;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.State;

namespace Serverless.Functions.Activities;

/// <summary>Tries a part of a batch.</summary>
public sealed class RunTrials(OpenSearches searches, StrategySeal seal, RunStore runs)
{
    /// <summary>Stores the trials once, under a name that depends on optimisation, batch and the first of them.</summary>
    [Function(nameof(RunTrials))]
    public async Task<TrialChunkOutcome> RunAsync([ActivityTrigger] Input input, CancellationToken cancellation)
    {
        var search = await searches.GetAsync(input.OptimizationId, cancellation);
        var step = await runs.GetJsonAsync<SearchStep>(RunBlobs.SearchStep(input.OptimizationId, input.Batch), cancellation);
        var trials = new List<Trial>();
        foreach (var proposal in step.Proposals.Skip(input.Chunk.First).Take(input.Chunk.Count))
        {
            cancellation.ThrowIfCancellationRequested();
            trials.Add(search.Subject.Try(proposal));
        }

        var blob = RunBlobs.Trials(input.OptimizationId, input.Batch, input.Chunk.First);
        await runs.PutJsonOnceAsync(blob, trials, cancellation);
        var best = new TrialLog([.. trials]).Best;
        return new TrialChunkOutcome(
            blob,
            trials.Count,
            trials.Count(trial => trial.Objective is null),
            best is null ? null : new BestTrial(best.Proposal.Number, best.Objective!.Value, await seal.SealAsync(input.OptimizationId, best.Proposal.Parameters, cancellation)));
    }

    /// <param name="OptimizationId">The optimisation.</param>
    /// <param name="Batch">The batch, from 0.</param>
    /// <param name="Chunk">Which of its proposals to try.</param>
    public sealed record Input(string OptimizationId, int Batch, TrialChunk Chunk);
}
