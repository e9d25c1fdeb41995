namespace Serverless.Core.Execution.Costs;

/// <summary>An amount for every unit, and at least so much for every trade.</summary>
/// <param name="perUnit">In quote currency; not negative.</param>
/// <param name="minimum">In quote currency; not negative.</param>
public readonly struct PerShareCommission(double perUnit, double minimum) : ICommission
{
    private readonly double perUnit = perUnit >= 0 && double.IsFinite(perUnit)
        ? perUnit
        : throw new ArgumentOutOfRangeException(nameof(perUnit), perUnit, "Must be finite and not negative.");

    private readonly double minimum = minimum >= 0 && double.IsFinite(minimum)
        ? minimum
        : throw new ArgumentOutOfRangeException(nameof(minimum), minimum, "Must be finite and not negative.");

    /// <inheritdoc/>
    public double Fee(in FillQuote fill, double price) => Math.Max(minimum, Math.Abs(fill.Quantity) * perUnit);

    /// <inheritdoc/>
    public double Rate(double price) => perUnit / price;
}
