using Serverless.Core.Regimes;

namespace Serverless.Functions.Orchestrations;

/// <summary>What regimes hold.</summary>
/// <param name="Market">The four regimes of the markets.</param>
/// <param name="Symbols">The volatility regime of every symbol, in order of symbol.</param>
/// <param name="DataHash">SHA-256 over names and hashes of the series that they were read from.</param>
public sealed record ClassifiedRegimes(MarketRegimeState Market, IReadOnlyList<RegimeSnapshot> Symbols, string DataHash);
