namespace Serverless.Core.MarketData.Quality.Report;

/// <summary>A finding with times in place of bars.</summary>
/// <param name="First">UTC open of its first bar; null for a row of the source.</param>
/// <param name="Last">UTC open of its last bar; null likewise.</param>
/// <param name="Value">Its size; null where there is none.</param>
/// <param name="Reason">The finding in words.</param>
public sealed record FindingExample(DateTimeOffset? First, DateTimeOffset? Last, double? Value, string Reason);
