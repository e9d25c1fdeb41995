namespace Serverless.Core.Backtesting.Portfolio;

/// <summary>
/// What an account may hold, checked at every fill against all that it holds; null for no limit. An order trades what fits, and the rest of it
/// is withdrawn. What makes the account's position smaller is never refused.
/// </summary>
public sealed record PortfolioLimits
{
    /// <summary>No limit.</summary>
    public static PortfolioLimits None { get; } = new();

    /// <summary>
    /// Largest gross exposure ÷ equity. Where prices have carried it beyond at a close, all positions are reduced by the same share at their next
    /// opens.
    /// </summary>
    public double? MaxLeverage { get; init => field = Positive(value, nameof(MaxLeverage)); }

    /// <summary>Largest exposure in one symbol ÷ equity, at fills: a position may grow beyond it.</summary>
    public double? MaxWeight { get; init => field = Positive(value, nameof(MaxWeight)); }

    /// <summary>Most symbols with a position; at least 1.</summary>
    public int? MaxPositions
    {
        get;
        init => field = value is null or > 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MaxPositions), value, "MaxPositions must be at least 1, or null for no limit.");
    }

    // Written so that NaN is refused too.
    private static double? Positive(double? value, string name) => value is null or > 0
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be positive, or null for no limit.");
}
