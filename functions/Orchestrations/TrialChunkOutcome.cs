namespace Serverless.Functions.Orchestrations;

/// <summary>What became of a part of a batch; the trials themselves are in its blob.</summary>
/// <param name="Blob">Name of the blob.</param>
/// <param name="Trials">Number of trials.</param>
/// <param name="WithoutObjective">Those that were rejected or failed.</param>
/// <param name="Best">The best of them on all of the data; null when there is none.</param>
public sealed record TrialChunkOutcome(string Blob, int Trials, int WithoutObjective, BestTrial? Best);
