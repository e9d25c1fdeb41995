namespace Serverless.Core.Strategies;

/// <summary>The position at a close.</summary>
/// <param name="Size">Units; negative when short.</param>
/// <param name="EntryPrice">Average entry price, slippage included; 0 when flat.</param>
/// <param name="Profit">Unrealised, in quote currency, before the cost of closing.</param>
public readonly record struct PositionView(double Size, double EntryPrice, double Profit);
