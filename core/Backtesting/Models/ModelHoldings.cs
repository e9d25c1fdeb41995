namespace Serverless.Core.Backtesting.Models;

/// <summary>What one model holds of one symbol at each step of a run, after that step's trades.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="Units">Units; negative when short.</param>
/// <param name="Weight">Their value at the last close ÷ the account's equity.</param>
public sealed record ModelHoldings(string Model, string Symbol, double[] Units, double[] Weight);
