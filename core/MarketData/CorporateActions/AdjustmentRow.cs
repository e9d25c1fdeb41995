namespace Serverless.Core.MarketData;

/// <summary>Factors that turn raw prices of a span of dates into prices comparable with those of the latest span.</summary>
/// <param name="Through">Last date of the span, which starts after that of the row above.</param>
/// <param name="PriceFactor">Product of (1 − dividend / close before it) over the dividends after the span; positive.</param>
/// <param name="SplitFactor">Product of 1 / ratio over the splits after the span; positive.</param>
/// <param name="ReferencePrice">Raw close of the span's last date, by which a dividend that follows was turned into a factor; 0 or a
/// placeholder where none follows.</param>
public readonly record struct AdjustmentRow(DateOnly Through, double PriceFactor, double SplitFactor, double ReferencePrice);
