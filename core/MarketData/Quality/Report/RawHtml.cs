namespace Serverless.Core.MarketData.Quality.Report;

/// <summary>Text that is markup already.</summary>
internal readonly record struct RawHtml(string? Text);
