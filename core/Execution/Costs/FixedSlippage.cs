namespace Serverless.Core.Execution.Costs;

/// <summary>The same amount for every trade, whatever the price: some ticks, or half of a spread between bid and ask.</summary>
public readonly struct FixedSlippage : ISlippage
{
    private readonly double amount;

    private FixedSlippage(double amount) => this.amount = amount >= 0 && double.IsFinite(amount)
        ? amount
        : throw new ArgumentOutOfRangeException(nameof(amount), amount, "Slippage must be finite and not negative.");

    /// <summary>A number of ticks.</summary>
    public static FixedSlippage Ticks(double ticks, double tickSize) => new(ticks * tickSize);

    /// <summary>Bars quote the middle; buys pay the ask and sales get the bid.</summary>
    /// <param name="spread">Ask less bid, in price units.</param>
    public static FixedSlippage HalfSpread(double spread) => new(spread / 2);

    /// <inheritdoc/>
    public double Price(in FillQuote fill) => fill.Quantity > 0 ? fill.Quote + amount : Math.Max(0, fill.Quote - amount);
}
