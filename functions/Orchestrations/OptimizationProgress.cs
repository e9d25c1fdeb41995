namespace Serverless.Functions.Orchestrations;

/// <summary>How far an optimisation is: its custom status, and what goes from one history to the next.</summary>
/// <param name="Plan">What it began with.</param>
/// <param name="Batches">Batches that are done.</param>
/// <param name="Trials">Trials that are done, whatever became of them.</param>
/// <param name="WithoutObjective">Those that were rejected or failed.</param>
/// <param name="Best">The best on all of the data; null before the first.</param>
public sealed record OptimizationProgress(OptimizationPlan Plan, int Batches, int Trials, int WithoutObjective, BestTrial? Best)
{
    /// <summary>The state after a batch.</summary>
    public OptimizationProgress After(IReadOnlyList<TrialChunkOutcome> chunks) => this with
    {
        Batches = Batches + 1,
        Trials = Trials + chunks.Sum(chunk => chunk.Trials),
        WithoutObjective = WithoutObjective + chunks.Sum(chunk => chunk.WithoutObjective),
        // The first of equals, in the order of proposals.
        Best = chunks.Select(chunk => chunk.Best).Prepend(Best).Where(best => best is not null).MaxBy(best => best!.Objective),
    };
}
