namespace Serverless.Functions.Api;

/// <summary>The volatility regime of one symbol, as the API tells it.</summary>
/// <param name="Symbol">The instrument.</param>
/// <param name="Regime"><c>Unknown</c>, <c>Low</c>, <c>Normal</c>, <c>Elevated</c> or <c>High</c>.</param>
/// <param name="RealisedVolatility">Annualised volatility of the trailing 30 days; null when there is too little history.</param>
/// <param name="Percentiles">The 25th, 50th and 75th percentile of such volatilities up to then; null when there is too little history.</param>
/// <param name="AsOf">Close of the last bar that counted.</param>
/// <param name="Stale">Whether that bar was older than 48 hours at classification.</param>
/// <param name="Previous">The regime before the last change.</param>
/// <param name="Since">When the present regime began.</param>
public sealed record RegimeResource(
    string Symbol,
    string Regime,
    double? RealisedVolatility,
    IReadOnlyList<double?> Percentiles,
    DateTimeOffset AsOf,
    bool Stale,
    string? Previous,
    DateTimeOffset? Since);
