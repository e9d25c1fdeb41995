namespace Serverless.Core.MarketData.Quality;

/// <summary>A bar that two sources tell differently.</summary>
/// <param name="OpenTime">UTC open time.</param>
/// <param name="Column">The price that differs most: <c>open</c>, <c>high</c>, <c>low</c> or <c>close</c>.</param>
/// <param name="First">That price in the first series.</param>
/// <param name="Second">That price in the second series.</param>
public sealed record DifferingBar(DateTime OpenTime, string Column, double First, double Second);
