namespace Serverless.Infra.MarketData.Download;

/// <summary>The rate of requests that a source allows.</summary>
/// <param name="Interval">Time between two requests at least.</param>
/// <param name="WeightHeader">Response header that tells the weight used in this minute; null where there is none.</param>
/// <param name="WeightPerMinute">From this weight on, requests wait for the next minute: leave room for other users of the address.</param>
public sealed record RequestPace(TimeSpan Interval, string? WeightHeader = null, int WeightPerMinute = int.MaxValue);
