using Serverless.Core.MarketData;

namespace Serverless.Core.Reporting.Runs;

/// <summary>An instrument of a run and its data.</summary>
/// <param name="Symbol">Its name.</param>
/// <param name="Timeframe">Length of its bars.</param>
/// <param name="Bars">Number of its bars.</param>
/// <param name="DataHash"><see cref="ContentHash"/> of its bars.</param>
public sealed record RunSymbol(string Symbol, Timeframe Timeframe, int Bars, string DataHash);
