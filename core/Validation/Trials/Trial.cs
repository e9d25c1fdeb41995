namespace Serverless.Core.Validation.Trials;

/// <summary>A configuration that was tried, with what the honest count of trials needs to know of it.</summary>
/// <param name="StrategyId">Id of the configuration; trying the same one again is no other trial.</param>
/// <param name="CycleId">The cycle that evaluated it last.</param>
/// <param name="Sharpe">Annualised Sharpe ratio out-of-sample.</param>
/// <param name="Returns">Its returns out-of-sample.</param>
public sealed record Trial(string StrategyId, string CycleId, double Sharpe, WeeklyReturns Returns);
