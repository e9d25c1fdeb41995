namespace Serverless.Core.Execution.Orders;

/// <summary>
/// Exits that an entry carries: they arrive when it fills, for as much as has filled, only reduce the position, and cancel each other.
/// A price of 0 leaves that exit out.
/// </summary>
/// <param name="StopLoss">Price of a stop against the position.</param>
/// <param name="TakeProfit">Price of a limit in its favour.</param>
public readonly record struct Bracket(double StopLoss, double TakeProfit);
