namespace Serverless.Core.Execution.Guards;

/// <summary>
/// What a run may hold, checked at every fill; null for no limit. Whatever makes a position smaller is never refused. Every order that is cut
/// or refused, and every position that is reduced, leaves a <see cref="GuardEvent"/>.
/// </summary>
public sealed record PositionLimits
{
    /// <summary>No limit.</summary>
    public static PositionLimits None { get; } = new();

    /// <summary>Largest position in units, of either side; positive.</summary>
    public double? MaxPosition { get; init => field = Positive(value, nameof(MaxPosition)); }

    /// <summary>
    /// Largest exposure ÷ equity, both at the quote of a fill after its costs, and again at every close; positive.
    /// </summary>
    public double? MaxLeverage { get; init => field = Positive(value, nameof(MaxLeverage)); }

    /// <summary>
    /// Most entries that may be open at once; at least 1. An entry is an order that opened or added to the position; exits close entries in the
    /// order in which they were made, whatever the lot method. An order that would add one too many is refused when it comes to fill: what
    /// only waits does not count. An order that turns the position is one entry, as it closes all others.
    /// </summary>
    public int? MaxOpenTrades
    {
        get;
        init => field = value is null or > 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MaxOpenTrades), value, "MaxOpenTrades must be at least 1, or null for no limit.");
    }

    /// <summary>What happens where an order would exceed <see cref="MaxPosition"/>.</summary>
    public GuardResponse OnPosition { get; init; } = GuardResponse.Scale;

    /// <summary>What happens where an order or a move of the price would exceed <see cref="MaxLeverage"/>.</summary>
    public GuardResponse OnLeverage { get; init; } = GuardResponse.Scale;

    /// <summary>What happens where an order would exceed <see cref="MaxOpenTrades"/>.</summary>
    public GuardResponse OnOpenTrades { get; init; } = GuardResponse.Scale;

    /// <summary>Largest exposure of this position ÷ equity of the whole account at a fill; set by a portfolio.</summary>
    internal double? MaxWeight { get; init; }

    /// <summary>Most symbols in which the whole account may hold a position; set by a portfolio.</summary>
    internal int? MaxPositions { get; init; }

    internal bool AreNone =>
        MaxPosition is null && MaxLeverage is null && MaxOpenTrades is null && MaxWeight is null && MaxPositions is null;

    internal GuardResponse ResponseTo(GuardKind guard) => guard switch
    {
        GuardKind.Position => OnPosition,
        GuardKind.Leverage => OnLeverage,
        GuardKind.OpenTrades => OnOpenTrades,
        GuardKind.Weight or GuardKind.OpenPositions => GuardResponse.Scale,
        _ => throw new ArgumentOutOfRangeException(nameof(guard), guard, "It limits no position."),
    };

    // Written so that NaN is refused too.
    private static double? Positive(double? value, string name) => value is null or > 0
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be positive, or null for no limit.");
}
