namespace Serverless.Core.Regimes;

/// <summary>Volatility regime of one market at one time. Figures are null while the history is too short.</summary>
/// <param name="Symbol">Name of the instrument.</param>
/// <param name="AsOf">UTC close of the last bar that counted; the earliest time when no bar had closed.</param>
/// <param name="RealisedVolatility">Annualised volatility of the trailing 30 days, 0.6 meaning 60 %.</param>
/// <param name="P25">25th percentile of such volatilities up to now.</param>
/// <param name="P50">Median of them.</param>
/// <param name="P75">75th percentile of them.</param>
/// <param name="Regime">The quarter in which <paramref name="RealisedVolatility"/> lies.</param>
/// <param name="Stale">Whether the last bar is older than the caller accepts.</param>
public sealed record RegimeSnapshot(
    string Symbol,
    DateTimeOffset AsOf,
    double? RealisedVolatility,
    double? P25,
    double? P50,
    double? P75,
    VolatilityRegime Regime,
    bool Stale);
