using Serverless.Core.Strategies;

namespace Serverless.Core.Backtesting.Portfolio;

/// <summary>
/// What a strategy on several symbols sees and can do when a bar has closed. Nothing in it reaches beyond this time. Symbols are addressed
/// by their index in <see cref="PortfolioInputs.Symbols"/>.
/// </summary>
public readonly ref struct PortfolioContext
{
    private readonly MemberDesk desk;

    internal PortfolioContext(MemberDesk desk) => this.desk = desk;

    /// <summary>UTC time of the decision.</summary>
    public DateTime Time => new(desk.Clock.Now, DateTimeKind.Utc);

    /// <summary>Number of symbols that the strategy trades.</summary>
    public int Count => desk.Books.Length;

    /// <summary>
    /// One symbol: its columns up to now, the strategy's own position and orders in it, sizes from its budget, and the whole account. A
    /// symbol whose bar is missing shows its last one.
    /// </summary>
    /// <exception cref="InvalidOperationException">It has had no bar yet.</exception>
    public BarContext this[int symbol] => desk.Open(symbol);

    /// <summary>A column up to the last value that is known now; empty before the first.</summary>
    public ReadOnlySpan<double> this[SeriesColumn column] => column.Until(desk.Clock.Step);

    /// <summary>The last known value of a column; NaN before the first.</summary>
    public double Last(SeriesColumn column) => column.Until(desk.Clock.Step) is { IsEmpty: false } known ? known[^1] : double.NaN;

    /// <summary>Whether a symbol has had a bar.</summary>
    public bool HasBegun(int symbol) => desk.Row(symbol) >= 0;

    /// <summary>Whether a bar of a symbol has closed now.</summary>
    public bool HasBar(int symbol) => desk.HasBar(symbol);

    /// <summary>
    /// Whether a bar of a symbol has begun that is not known yet: what was ordered before trades in it and cannot be stopped any more, what is
    /// ordered now trades in the one after it. Never where orders fill at closes.
    /// </summary>
    public bool IsUnderWay(int symbol) => desk.IsUnderWay(symbol);

    /// <summary>Time since a symbol's last bar was known; orders wait for its next one.</summary>
    /// <exception cref="InvalidOperationException">It has had no bar yet.</exception>
    public TimeSpan Age(int symbol) => desk.Age(symbol);

    /// <summary>The account, all strategies together; exposure is gross.</summary>
    public PortfolioView Portfolio => desk.View;

    /// <summary>What all strategies together hold of a symbol, at its last price: in quote currency, negative when short.</summary>
    public double HeldByAll(int symbol) => desk.HeldByAll(symbol);

    /// <summary>The part of the account's equity that weights and sizes are taken from, in quote currency.</summary>
    public double Budget => desk.View.Equity * desk.Member.Budget;

    /// <summary>What the strategy has made since the run began, open positions included, in quote currency.</summary>
    public double Profit => desk.Profit;

    /// <summary>
    /// Holds a share (−1 … 1) of the budget in a symbol from its next bar on, as <see cref="BarContext.Target"/>; an earlier target that
    /// still waits for that bar is withdrawn.
    /// </summary>
    /// <returns>The number of the order.</returns>
    public int Target(int symbol, double weight) => desk.Target(symbol, weight);

    /// <summary>Sets the targets of all symbols; those that have had no bar yet must be 0.</summary>
    /// <param name="weights">One for each symbol, −1 … 1.</param>
    /// <exception cref="ArgumentException">There are more or fewer weights than symbols.</exception>
    public void Targets(ReadOnlySpan<double> weights)
    {
        if (weights.Length != Count)
            throw new ArgumentException($"there are {weights.Length} weights for {Count} symbols.", nameof(weights));
        for (var i = 0; i < weights.Length; i++)
        {
            if (HasBegun(i) || weights[i] != 0)
                Target(i, weights[i]);
        }
    }

    /// <summary>Withdraws all orders of the strategy and closes its positions.</summary>
    public void Flatten()
    {
        for (var i = 0; i < Count; i++)
        {
            if (HasBegun(i))
                this[i].Flatten();
        }
    }
}
