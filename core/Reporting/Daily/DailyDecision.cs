namespace Serverless.Core.Reporting.Daily;

/// <summary>Something that was decided on the day.</summary>
/// <param name="At">When.</param>
/// <param name="StrategyId">About which strategy.</param>
/// <param name="Author">The rule or the person.</param>
/// <param name="Decision">What, in words.</param>
/// <param name="Reason">Why.</param>
public sealed record DailyDecision(DateTimeOffset At, string StrategyId, string Author, string Decision, string Reason);
