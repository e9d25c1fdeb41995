namespace Serverless.Core.Execution.Costs;

/// <summary>A multiple of the average true range that was known before the bar of the trade; where there was none yet, basis points.</summary>
/// <param name="averageTrueRange">One value per bar, in price units; NaN while it warms up.</param>
/// <param name="multiple">Times the range; not negative.</param>
/// <param name="fallbackBps">Basis points while there is no range.</param>
public readonly struct AverageRangeSlippage(ReadOnlyMemory<double> averageTrueRange, double multiple, double fallbackBps) : ISlippage
{
    private readonly BasisPointSlippage fallback = new(fallbackBps);

    private readonly double multiple = multiple >= 0 && double.IsFinite(multiple)
        ? multiple
        : throw new ArgumentOutOfRangeException(nameof(multiple), multiple, "Must be finite and not negative.");

    /// <inheritdoc/>
    public double Price(in FillQuote fill)
    {
        var amount = fill.Bar > 0 ? multiple * averageTrueRange.Span[fill.Bar - 1] : double.NaN;
        if (!double.IsFinite(amount))
            return fallback.Price(fill);
        return fill.Quantity > 0 ? fill.Quote + amount : Math.Max(0, fill.Quote - amount);
    }
}
