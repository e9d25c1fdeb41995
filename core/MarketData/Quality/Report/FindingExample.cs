namespace Serverless.Core.MarketData.Quality.Report;

/// <summary>A finding with times in place of bars.</summary>
/// <param name="First">UTC open of its first bar.</param>
/// <param name="Last">UTC open of its last bar.</param>
/// <param name="Value">Its size; null where it is not finite.</param>
/// <param name="Reason">The finding in words.</param>
public sealed record FindingExample(DateTimeOffset First, DateTimeOffset Last, double? Value, string Reason);
