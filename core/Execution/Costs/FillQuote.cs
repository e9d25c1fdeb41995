namespace Serverless.Core.Execution.Costs;

/// <summary>What cost models know about a trade that is about to be made.</summary>
/// <param name="Quantity">Units to trade now; negative to sell.</param>
/// <param name="Quote">Price before slippage.</param>
/// <param name="OrderQuantity">Units of the whole order: impact laws hold for it, not for the part that fills now.</param>
/// <param name="Bar">Index of the bar of the trade.</param>
/// <param name="IsMaker">Whether the order rested in the book.</param>
/// <param name="TradedBefore">Value of all trades of the run before this one, in quote currency.</param>
public readonly record struct FillQuote(
    double Quantity, double Quote, double OrderQuantity, int Bar, bool IsMaker, double TradedBefore);
