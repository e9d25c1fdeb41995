namespace Serverless.Core.Execution.Costs;

/// <summary><see cref="MarketImpact.Linear"/> of the whole order in the volume of its bar; never more than all of the price.</summary>
/// <param name="volume">Traded units per bar.</param>
/// <param name="coefficient">Impact of an order as large as the volume; not negative.</param>
public readonly struct LinearImpactSlippage(ReadOnlyMemory<double> volume, double coefficient) : ISlippage
{
    private readonly double coefficient = coefficient >= 0 && double.IsFinite(coefficient)
        ? coefficient
        : throw new ArgumentOutOfRangeException(nameof(coefficient), coefficient, "Must be finite and not negative.");

    /// <inheritdoc/>
    public double Price(in FillQuote fill)
    {
        var impact = MarketImpact.Linear(fill.OrderQuantity, volume.Span[fill.Bar], coefficient);
        // Also where the bar traded nothing: 0 ÷ 0 moves nothing, and all of the price is the most.
        return fill.Quote * (1 + (Math.Sign(fill.Quantity) * Math.Min(1, double.IsNaN(impact) ? 0 : impact)));
    }
}
