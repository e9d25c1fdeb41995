namespace Serverless.Core.MarketData.Quality.Report;

/// <summary>A source that gave no series.</summary>
/// <param name="Source">Its name.</param>
/// <param name="Reason">What was wrong with it.</param>
public sealed record UnreadSource(string Source, string Reason);
