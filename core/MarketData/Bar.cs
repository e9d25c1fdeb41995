namespace Serverless.Core.MarketData;

/// <summary>One bar, as a value for edges and tests; loops read the columns of <see cref="BarSeries"/> instead.</summary>
/// <param name="OpenTime">UTC time at which the bar opens.</param>
/// <param name="Open">First price, in quote currency.</param>
/// <param name="High">Highest price.</param>
/// <param name="Low">Lowest price.</param>
/// <param name="Close">Last price.</param>
/// <param name="Volume">Traded quantity in units of the asset; not negative.</param>
public readonly record struct Bar(DateTime OpenTime, double Open, double High, double Low, double Close, double Volume);
