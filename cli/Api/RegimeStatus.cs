namespace Serverless.Cli.Api;

/// <summary>Volatility regime of one symbol, as <c>GET /api/v1/regimes</c> tells it.</summary>
internal sealed record RegimeStatus(string Symbol, string Regime, double? RealisedVolatility, DateTimeOffset AsOf);
