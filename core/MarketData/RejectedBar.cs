namespace Serverless.Core.MarketData;

/// <summary>A bar that cannot be one.</summary>
/// <param name="Bar">The bar as it arrived.</param>
/// <param name="Reason">What is wrong with it.</param>
public readonly record struct RejectedBar(Bar Bar, string Reason);
