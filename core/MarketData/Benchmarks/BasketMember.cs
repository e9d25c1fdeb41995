namespace Serverless.Core.MarketData.Benchmarks;

/// <summary>An asset of a basket at a rebalance.</summary>
/// <param name="Symbol">The asset.</param>
/// <param name="MarketCap">Its capitalisation as known then, in quote currency.</param>
/// <param name="Weight">Its share of the basket, above 0 up to 1.</param>
public sealed record BasketMember(string Symbol, double MarketCap, double Weight);
