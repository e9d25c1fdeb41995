using Serverless.Core.Time;

namespace Serverless.Core.MarketData;

/// <summary>What is known of a file of bars before it is read.</summary>
/// <param name="File">Name for messages, usually the file's name.</param>
/// <param name="Symbol">Name of the instrument, for example <c>BTCUSDT</c>.</param>
/// <param name="Timeframe">Length of the bars; null takes the median step of the rows.</param>
/// <param name="Market">Calendar by which gaps are told from closed hours.</param>
/// <param name="Label">Which end of the bar a time means, where the column's name does not say so.</param>
public sealed record BarSource(
    string File,
    string Symbol,
    Timeframe? Timeframe = null,
    Market Market = Market.Crypto,
    TimeLabel Label = TimeLabel.Open);
