namespace Serverless.Core.MarketData.Benchmarks;

/// <summary>An asset that a basket does not hold, though there are data of it.</summary>
/// <param name="Symbol">The asset.</param>
/// <param name="Reason">Why not.</param>
public sealed record BasketOmission(string Symbol, string Reason);
