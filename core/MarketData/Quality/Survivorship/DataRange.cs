namespace Serverless.Core.MarketData.Quality.Survivorship;

/// <summary>Days for which there are bars of a ticker.</summary>
/// <param name="Ticker">Ticker under which the index lists it: the data of a company that changed its ticker go under the index's.</param>
/// <param name="First">Day of the first bar.</param>
/// <param name="Last">Day of the last bar.</param>
public sealed record DataRange(string Ticker, DateOnly First, DateOnly Last);
