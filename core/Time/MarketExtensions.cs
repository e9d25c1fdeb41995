namespace Serverless.Core.Time;

/// <summary>What a <see cref="Market"/> allows.</summary>
public static class MarketExtensions
{
    /// <summary>Whether a strategy may hold a position in the market's symbols; macro figures are inputs only.</summary>
    public static bool IsTradable(this Market market) => market is Market.Crypto or Market.UsEquities;
}
