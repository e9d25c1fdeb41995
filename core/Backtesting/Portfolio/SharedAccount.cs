using Serverless.Core.Execution.Accounts;

namespace Serverless.Core.Backtesting.Portfolio;

/// <summary>The one account of a run: cash, and the net position in each symbol at its last known price.</summary>
internal sealed class SharedAccount(double cash, double[] leverage)
{
    private readonly double[] positions = new double[leverage.Length];
    private readonly double[] prices = new double[leverage.Length];
    private readonly double[] values = new double[leverage.Length];

    public double Cash { get; set; } = cash;

    /// <summary>Value of all trades with the market.</summary>
    public double Traded { get; set; }

    /// <summary>Sum over all trades with the market of notional ÷ equity at the quote.</summary>
    public double Turnover { get; set; }

    /// <summary>Sum of position × price: the net exposure.</summary>
    public double Value { get; private set; }

    /// <summary>Sum of |position| × price.</summary>
    public double Exposure { get; private set; }

    /// <summary>What the positions bind: exposure ÷ allowed leverage.</summary>
    public double Margin { get; private set; }

    /// <summary>Symbols with a position.</summary>
    public int OpenPositions { get; private set; }

    public double Equity => Cash + Value;

    public double Position(int symbol) => positions[symbol];

    public double Price(int symbol) => prices[symbol];

    /// <summary>Changes the price of a symbol; <see cref="Sum"/> then counts with it.</summary>
    public void Mark(int symbol, double price) => prices[symbol] = price;

    /// <summary>Changes a position, at the price that the symbol is marked at.</summary>
    public void Hold(int symbol, double position)
    {
        OpenPositions += (position != 0 ? 1 : 0) - (positions[symbol] != 0 ? 1 : 0);
        positions[symbol] = position;
        Replace(symbol);
    }

    /// <summary>Takes back what a book has joined and changed.</summary>
    public void Take(in Account book) => (Cash, Traded, Turnover) = (book.Cash, book.Traded, book.Turnover);

    /// <summary>Adds everything up again at the marks, so that what is rounded while trading does not pile up.</summary>
    public void Sum()
    {
        Value = Exposure = Margin = 0;
        Array.Clear(values);
        for (var i = 0; i < positions.Length; i++)
            Replace(i);
    }

    /// <summary>What the account holds beside a book of a symbol, the same symbol at <paramref name="price"/>.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="own">Units that the book holds.</param>
    /// <param name="price">Price of the symbol.</param>
    public Elsewhere Beside(int symbol, double own, double price)
    {
        var value = values[symbol];
        var others = positions[symbol] - own;
        return new Elsewhere(
            Value - value + (others * price),
            Exposure - Math.Abs(value),
            Margin - (Math.Abs(value) / leverage[symbol]),
            others,
            OpenPositions - (positions[symbol] != 0 ? 1 : 0));
    }

    // Subtracted first: alone, a symbol leaves exactly 0 behind.
    private void Replace(int symbol)
    {
        var (before, after) = (values[symbol], positions[symbol] * prices[symbol]);
        values[symbol] = after;
        Value = Value - before + after;
        Exposure = Exposure - Math.Abs(before) + Math.Abs(after);
        Margin = Margin - (Math.Abs(before) / leverage[symbol]) + (Math.Abs(after) / leverage[symbol]);
    }
}
