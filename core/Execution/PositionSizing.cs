namespace Serverless.Core.Execution;

/// <summary>Size of a full position (target ±1); a target between is a proportion of it.</summary>
public sealed record PositionSizing
{
    /// <summary>How <see cref="Size"/> is read.</summary>
    public SizingMode Mode { get; init; }

    /// <summary>Share of equity (1 = all of it), units of the asset, or share of equity at risk; positive.</summary>
    public double Size
    {
        get;
        init => field = value > 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Size), value, "The size of a position must be positive and finite.");
    } = 1;

    /// <summary>A share of the equity at the fill; the share covers slippage and commission, so that 1 never borrows to enter.</summary>
    public static PositionSizing OfEquity(double fraction) => new() { Mode = SizingMode.EquityFraction, Size = fraction };

    /// <summary>A fixed quantity, whatever it costs.</summary>
    public static PositionSizing Units(double quantity) => new() { Mode = SizingMode.FixedUnits, Size = quantity };

    /// <summary>A loss of this share of the equity at the stop of an order; 0.01 risks 1 %.</summary>
    public static PositionSizing OfRisk(double share) => new() { Mode = SizingMode.EquityRisk, Size = share };
}
