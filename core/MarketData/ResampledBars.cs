namespace Serverless.Core.MarketData;

/// <summary>A series in a longer timeframe.</summary>
/// <param name="Series">The bars; one exists wherever at least one source bar does.</param>
/// <param name="Incomplete">How many of them lack source bars, at gaps and often at both ends.</param>
public sealed record ResampledBars(BarSeries Series, int Incomplete);
