using Serverless.Core.Time;

namespace Serverless.Core.MarketData;

/// <summary>A stored series: the line of the data manifest that a run and its audit trail name.</summary>
/// <param name="Name">Blob name, for example <c>crypto/BTCUSDT_h4.csv</c>.</param>
/// <param name="Symbol">Name of the instrument.</param>
/// <param name="Timeframe">Length of the bars.</param>
/// <param name="Market">Calendar of the market.</param>
/// <param name="Rows">Number of bars.</param>
/// <param name="First">UTC open time of the first bar.</param>
/// <param name="Last">UTC open time of the last bar.</param>
/// <param name="Sha256">SHA-256 of the canonical bytes (<see cref="CanonicalCsv"/>), 64 lower-case hexadecimal digits.</param>
/// <param name="Source">Where the bars came from: a file's name, or a generator with its seed.</param>
/// <param name="Flagged">Defects of the source that were reported while their data stayed.</param>
/// <param name="Quarantined">Rows of the source that were left out.</param>
public sealed record DatasetInfo(
    string Name,
    string Symbol,
    Timeframe Timeframe,
    Market Market,
    int Rows,
    DateTimeOffset First,
    DateTimeOffset Last,
    string Sha256,
    string Source,
    int Flagged,
    int Quarantined);
