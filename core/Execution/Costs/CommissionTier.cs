namespace Serverless.Core.Execution.Costs;

/// <summary>Rates from a traded value on.</summary>
/// <param name="FromTraded">Value traded before, in quote currency; the first tier begins at 0.</param>
/// <param name="MakerBps">Basis points for an order that rested; negative for a rebate.</param>
/// <param name="TakerBps">Basis points for an order that did not.</param>
public readonly record struct CommissionTier(double FromTraded, double MakerBps, double TakerBps);
