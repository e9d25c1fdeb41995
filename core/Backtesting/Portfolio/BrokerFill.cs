using Serverless.Core.Execution.Accounts;

namespace Serverless.Core.Backtesting.Portfolio;

/// <summary>What the account traded with the market at once: one order's fill, or the net of the market orders of several strategies.</summary>
/// <param name="Symbol">Index of the symbol in the run.</param>
/// <param name="Bar">Index of the bar in its series.</param>
/// <param name="Moment">When within the bar.</param>
/// <param name="Quantity">Units; negative when sold, 0 when strategies traded with each other only.</param>
/// <param name="Quote">Price before slippage.</param>
/// <param name="Price">Price paid or received.</param>
/// <param name="Commission">Fee; negative for a rebate.</param>
/// <param name="Crossed">Units that strategies traded with each other, at the quote and without costs.</param>
/// <param name="Saved">Slippage and commission of the strategies' orders, each by itself, less those of the net. Negative where an impact
/// model charges one large order more than several small ones.</param>
public readonly record struct BrokerFill(
    int Symbol, int Bar, FillMoment Moment, double Quantity, double Quote, double Price, double Commission, double Crossed, double Saved)
{
    /// <summary>What slippage cost; not negative.</summary>
    public double Slippage => Quantity * (Price - Quote);

    internal static BrokerFill Of(int symbol, in OrderFill fill) =>
        new(symbol, fill.Bar, fill.Moment, fill.Quantity, fill.Quote, fill.Price, fill.Commission, 0, 0);
}
