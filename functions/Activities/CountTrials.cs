using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Validation.Trials;
using Serverless.Infra.State;

namespace Serverless.Functions.Activities;

/// <summary>
/// Counts everything that an experiment has tried. A step of its own, so that a cycle that is continued after a crash judges its strategies by
/// the count that it has recorded, whatever other cycles have tried since.
/// </summary>
public sealed class CountTrials(TrialTable trials)
{
    /// <summary>Counts the trials of <paramref name="experiment"/>.</summary>
    [Function(nameof(CountTrials))]
    public async Task<TrialCensus> RunAsync([ActivityTrigger] string experiment, CancellationToken cancellation) =>
        TrialCensus.Of(await trials.ListAsync(experiment, cancellation));
}
