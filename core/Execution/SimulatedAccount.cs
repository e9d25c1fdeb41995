namespace Serverless.Core.Execution;

/// <summary>
/// Cash and one position, changed by market orders that fill whole: price = quote × (1 ± slippage) against the trader, commission
/// on the notional of the fill. Short sales credit the cash. Mutable; a local of one simulation.
/// </summary>
internal struct SimulatedAccount
{
    private readonly PositionSizing sizing;
    private readonly double commission;
    private readonly double slippage;

    public SimulatedAccount(double cash, ExecutionCosts costs, PositionSizing sizing)
    {
        Cash = cash;
        commission = costs.CommissionBps / 10_000;
        slippage = costs.SlippageBps / 10_000;
        this.sizing = sizing;
    }

    public double Cash { get; private set; }

    /// <summary>Units held; negative when short.</summary>
    public double Position { get; private set; }

    /// <summary>Sum over all fills of notional ÷ equity at the quote, before costs.</summary>
    public double Turnover { get; private set; }

    public readonly double EquityAt(double price) => Cash + (Position * price);

    /// <summary>Units to hold for <paramref name="target"/> (−1 … +1) when the market quotes <paramref name="quote"/>.</summary>
    public readonly double QuantityFor(double target, double quote) => sizing.Mode == SizingMode.FixedUnits
        ? target * sizing.Size
        : target * sizing.Size * EquityAt(quote) / (quote * (1 + slippage) * (1 + commission));

    /// <summary>Trades to <paramref name="position"/> units.</summary>
    public Fill TradeTo(double position, double quote)
    {
        var equity = EquityAt(quote);
        var quantity = position - Position;
        var price = quote * (1 + (Math.Sign(quantity) * slippage));
        var notional = Math.Abs(quantity) * price;
        var fee = notional * commission;
        Cash -= (quantity * price) + fee;
        Position = position;
        Turnover += Math.Abs(quantity) * quote / equity;
        return new Fill(quantity, price, fee, Math.Abs(quantity) * quote * slippage);
    }
}
