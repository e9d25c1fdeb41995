namespace Serverless.Core.Reporting.Daily;

/// <summary>A strategy on its way, and what is between it and the next stage.</summary>
/// <param name="StrategyId">Id of the configuration.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="StreakDays">Days in a row in the top.</param>
/// <param name="Missing">What it does not pass yet, in words.</param>
public sealed record NextGate(string StrategyId, string Stage, int StreakDays, string Missing);
