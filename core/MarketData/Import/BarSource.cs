using Serverless.Core.Time;

namespace Serverless.Core.MarketData;

/// <summary>What is known of a file of bars or figures before it is read.</summary>
/// <param name="File">Name for messages, usually the file's name.</param>
/// <param name="Symbol">Name of the instrument, for example <c>BTCUSDT</c>; a symbol inside the file counts more.</param>
/// <param name="Timeframe">Length of the bars; null takes the median step of the rows.</param>
/// <param name="Market">Calendar by which gaps are told from closed hours; it also decides which clock times without a zone mean.</param>
/// <param name="Label">Which end of the bar a time means; null recognises it.</param>
/// <param name="Vendor">Who published the file; <c>unknown</c> where nothing tells.</param>
/// <param name="Adjustment">What was done to the prices of equities.</param>
/// <param name="Date">The day that the file holds, where its times count from midnight.</param>
/// <param name="TimeZone">Zone of times that name none: <c>UTC</c>, an offset such as <c>+03:00</c>, or an IANA name such as
/// <c>Europe/Berlin</c>. Null takes New York for intraday bars of US equities, and UTC for the rest.</param>
public sealed record BarSource(
    string File,
    string Symbol,
    Timeframe? Timeframe = null,
    Market Market = Market.Crypto,
    TimeLabel? Label = null,
    string Vendor = "unknown",
    PriceAdjustment Adjustment = PriceAdjustment.Unknown,
    DateOnly? Date = null,
    string? TimeZone = null);
