using Serverless.Infra.MarketData.Download;

namespace Serverless.Functions.Orchestrations;

/// <summary>How the update of one dataset ended.</summary>
/// <param name="Target">What was asked for.</param>
/// <param name="Stored">What was stored, also when it failed.</param>
/// <param name="Failure">Why it failed; null when it did not.</param>
public sealed record SeriesUpdate(DownloadTarget Target, DownloadStep Stored, string? Failure);
