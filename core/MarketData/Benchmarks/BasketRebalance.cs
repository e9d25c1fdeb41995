namespace Serverless.Core.MarketData.Benchmarks;

/// <summary>What a basket holds from a time on.</summary>
/// <param name="At">Start of a month, UTC; everything used was known then.</param>
/// <param name="Members">The holdings, the largest capitalisation first; weights sum to 1. Empty when no asset qualified.</param>
/// <param name="Omitted">Every asset with data that is not held, with its reason.</param>
public sealed record BasketRebalance(DateTime At, IReadOnlyList<BasketMember> Members, IReadOnlyList<BasketOmission> Omitted);
