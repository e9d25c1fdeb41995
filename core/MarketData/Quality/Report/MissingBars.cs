namespace Serverless.Core.MarketData.Quality.Report;

/// <summary>A gap.</summary>
/// <param name="After">UTC open of the last bar before it.</param>
/// <param name="Before">UTC open of the first bar after it.</param>
/// <param name="Count">Bars that the calendar expects in between.</param>
public sealed record MissingBars(DateTimeOffset After, DateTimeOffset Before, int Count);
