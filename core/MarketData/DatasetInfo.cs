using Serverless.Core.Time;

namespace Serverless.Core.MarketData;

/// <summary>Which stored data, to the bit: what a run and its audit trail name.</summary>
/// <param name="Name">Blob name, for example <c>crypto/BTCUSDT_h4.parquet</c>.</param>
/// <param name="Symbol">Name of the instrument or of the figure.</param>
/// <param name="Timeframe">Length of the bars; null for dated figures (<see cref="Observations"/>).</param>
/// <param name="Market">Calendar of the market.</param>
/// <param name="Rows">Number of bars or figures.</param>
/// <param name="First">UTC open time of the first bar, or what the first figure is about.</param>
/// <param name="Last">UTC open time of the last bar, or what the last figure is about.</param>
/// <param name="Sha256"><see cref="ContentHash"/>: 64 lower-case hexadecimal digits.</param>
public sealed record DatasetInfo(
    string Name, string Symbol, Timeframe? Timeframe, Market Market, int Rows, DateTimeOffset First, DateTimeOffset Last, string Sha256);
