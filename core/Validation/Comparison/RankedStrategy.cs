namespace Serverless.Core.Validation.Comparison;

/// <summary>A strategy's place among others.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sharpe">Annualised Sharpe ratio; null when it is not defined.</param>
/// <param name="Group">From 1: strategies of one group are not significantly worse than its best one.</param>
/// <param name="PValue">
/// That the best of the group is no better, adjusted (Holm) for all that were compared with it; null for that one itself, and where there is no test.
/// </param>
public sealed record RankedStrategy(string Name, double? Sharpe, int Group, double? PValue);
