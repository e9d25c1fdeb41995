namespace Serverless.Core.Execution.Accounts;

/// <summary>What is held at the end of a run. Money is in quote currency.</summary>
/// <param name="Entry">The oldest fill that is still part of it.</param>
/// <param name="Quantity">Units; negative when short.</param>
/// <param name="EntryPrice">Average entry price.</param>
/// <param name="NetProfit">Profit at the mark that closed trades do not contain, less the commission already paid.</param>
public readonly record struct HeldPosition(OrderFill Entry, double Quantity, double EntryPrice, double NetProfit);
