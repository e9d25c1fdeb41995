namespace Serverless.Functions.Orchestrations;

/// <summary>Where the results of a batch of walk-forward windows are.</summary>
/// <param name="Blob">Name in container <c>runs</c>.</param>
/// <param name="Sha256">Hash of its uncompressed content.</param>
/// <param name="Windows">Number of windows.</param>
public sealed record WindowBatchOutcome(string Blob, string Sha256, int Windows);
