using System.Text.Json.Nodes;
using Serverless.Core.Regimes;

namespace Serverless.Functions.Api;

/// <summary>What regimes hold, as the API tells it.</summary>
/// <param name="CheckedAt">When they were last looked at; null before the first check.</param>
/// <param name="Market">The four regimes of the markets, in the form of <see cref="MarketRegimeState"/>, each with source, figures, and the time
/// from which those were known; null before the first check.</param>
/// <param name="Known">By dimension, what was last read from data.</param>
/// <param name="Warnings">What does not rest on current data, in words.</param>
/// <param name="Changes">The last changes of the four, the newest first.</param>
/// <param name="Symbols">The volatility regime of each symbol, in order of symbol.</param>
public sealed record RegimesResource(
    DateTimeOffset? CheckedAt,
    JsonNode? Market,
    IReadOnlyList<KnownRegimeResource> Known,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<RegimeChange> Changes,
    IReadOnlyList<RegimeResource> Symbols);
