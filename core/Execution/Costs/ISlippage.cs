namespace Serverless.Core.Execution.Costs;

/// <summary>
/// How much worse than the quote a market or stop order trades. Implementations are structs, so that the engine calls them directly.
/// </summary>
public interface ISlippage
{
    /// <summary>The price of a trade: at or above the quote to buy, at or below it to sell.</summary>
    double Price(in FillQuote fill);
}
