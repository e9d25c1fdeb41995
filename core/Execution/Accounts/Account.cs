namespace Serverless.Core.Execution.Accounts;

/// <summary>
/// Cash and one position at its average price, and what else the same cash carries. Short sales credit the cash. Mutable; a copy rehearses
/// a bar.
/// </summary>
internal struct Account(double cash)
{
    // What is left of a position below this share of the trade is the rounding of its parts.
    private const double Dust = 1e-12;

    public double Cash { get; private set; } = cash;

    /// <summary>Units held; negative when short.</summary>
    public double Position { get; private set; }

    /// <summary>Average price of what opened or added to the position, slippage included; 0 when flat.</summary>
    public double AveragePrice { get; private set; }

    /// <summary>Value of all trades.</summary>
    public double Traded { get; private set; }

    /// <summary>Sum over all fills of notional ÷ equity at the quote, before costs.</summary>
    public double Turnover { get; private set; }

    public CostLines Costs { get; private set; }

    /// <summary>What the account holds beside this position.</summary>
    public Elsewhere Elsewhere { get; private set; }

    /// <summary>Of the whole account, when this position is priced at <paramref name="price"/>.</summary>
    public readonly double EquityAt(double price) => Cash + (Position * price) + Elsewhere.Value;

    /// <summary>Takes over what the account has come to since this position was traded last.</summary>
    /// <param name="cash">Cash of the account.</param>
    /// <param name="traded">Value of all its trades.</param>
    /// <param name="turnover">Their turnover.</param>
    /// <param name="elsewhere">What it holds beside this position.</param>
    public void Join(double cash, double traded, double turnover, in Elsewhere elsewhere) =>
        (Cash, Traded, Turnover, Elsewhere) = (cash, traded, turnover, elsewhere);

    /// <summary>Units held after a trade of <paramref name="quantity"/>.</summary>
    public readonly double After(double quantity)
    {
        var after = Position + quantity;
        return Math.Abs(after) <= Dust * Math.Max(Math.Abs(Position), Math.Abs(quantity)) ? 0 : after;
    }

    /// <summary>Books a trade that leads to <paramref name="after"/> units.</summary>
    public void Trade(double quantity, double after, double quote, double price, double fee)
    {
        Turnover += Math.Abs(quantity) * quote / EquityAt(quote);
        Traded += Math.Abs(quantity) * price;
        Cash -= (quantity * price) + fee;
        Costs = Costs with { Commission = Costs.Commission + fee, Slippage = Costs.Slippage + (quantity * (price - quote)) };
        if (after == 0)
            AveragePrice = 0;
        else if (Position == 0 || Math.Sign(after) != Math.Sign(Position))
            AveragePrice = price;
        else if (Math.Abs(after) > Math.Abs(Position))
            AveragePrice = ((Position * AveragePrice) + (quantity * price)) / after;
        Position = after;
    }

    public void PayFunding(double amount)
    {
        Cash -= amount;
        Costs = Costs with { Funding = Costs.Funding + amount };
    }

    public void PayBorrow(double amount)
    {
        Cash -= amount;
        Costs = Costs with { Borrow = Costs.Borrow + amount };
    }
}
