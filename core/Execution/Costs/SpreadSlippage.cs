namespace Serverless.Core.Execution.Costs;

/// <summary>
/// Bars quote the middle; buys pay the ask and sales get the bid, by the spread that was known before the bar of the trade. Where it is not
/// known, basis points.
/// </summary>
/// <param name="spread">Ask less bid known at each bar, in price units; NaN or negative (a crossed book) is not known.</param>
/// <param name="share">Share of the spread that a trade pays; ½ from the middle, more where orders reach behind the best quote. Not negative.</param>
/// <param name="fallbackBps">Basis points where the spread is not known.</param>
public readonly struct SpreadSlippage(ReadOnlyMemory<double> spread, double share, double fallbackBps) : ISlippage
{
    private readonly BasisPointSlippage fallback = new(fallbackBps);

    private readonly double share = share >= 0 && double.IsFinite(share)
        ? share
        : throw new ArgumentOutOfRangeException(nameof(share), share, "Must be finite and not negative.");

    /// <inheritdoc/>
    public double Price(in FillQuote fill)
    {
        var known = fill.Bar > 0 ? spread.Span[fill.Bar - 1] : double.NaN;
        if (!(known >= 0 && double.IsFinite(known)))
            return fallback.Price(fill);
        return fill.Quantity > 0 ? fill.Quote + (share * known) : Math.Max(0, fill.Quote - (share * known));
    }
}
