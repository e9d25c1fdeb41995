namespace Serverless.Core.Execution.Costs;

/// <summary>
/// <see cref="MarketImpact.SquareRoot"/> of the whole order, from what was known before its bar; never more than all of the price.
/// </summary>
/// <param name="dailyVolume">Average daily volume known at each bar, in units; NaN while it warms up, where nothing is added.</param>
/// <param name="dailyVolatility">Standard deviation of daily returns known at each bar.</param>
/// <param name="coefficient">Y of the law; not negative.</param>
public readonly struct SquareRootImpactSlippage(
    ReadOnlyMemory<double> dailyVolume, ReadOnlyMemory<double> dailyVolatility, double coefficient) : ISlippage
{
    private readonly double coefficient = coefficient >= 0 && double.IsFinite(coefficient)
        ? coefficient
        : throw new ArgumentOutOfRangeException(nameof(coefficient), coefficient, "Must be finite and not negative.");

    /// <inheritdoc/>
    public double Price(in FillQuote fill)
    {
        var known = fill.Bar - 1;
        var impact = known < 0
            ? double.NaN
            : MarketImpact.SquareRoot(fill.OrderQuantity, dailyVolume.Span[known], dailyVolatility.Span[known], coefficient);
        return fill.Quote * (1 + (Math.Sign(fill.Quantity) * Math.Min(1, double.IsNaN(impact) ? 0 : impact)));
    }
}
