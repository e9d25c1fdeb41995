using Serverless.Core.MarketData;

namespace Serverless.Core.Reporting.Runs;

/// <summary>A series of a run: an instrument, or figures that were read.</summary>
/// <param name="Symbol">Its name.</param>
/// <param name="Timeframe">Length of its bars; null for figures.</param>
/// <param name="Rows">Number of its bars or figures.</param>
/// <param name="DataHash"><see cref="ContentHash"/> of them.</param>
public sealed record RunSymbol(string Symbol, Timeframe? Timeframe, int Rows, string DataHash);
