namespace Serverless.Core.Reporting.Replay;

/// <summary>How soon the watch told of something.</summary>
/// <param name="StrategyId">About which strategy.</param>
/// <param name="Rule">The rule that found it.</param>
/// <param name="Onset">The first close that it can have shown at: the first after those that the look before had seen without finding it.</param>
/// <param name="ToldAt">When the alert was opened.</param>
public sealed record Detection(string StrategyId, string Rule, DateTimeOffset Onset, DateTimeOffset ToldAt)
{
    /// <summary>From the one to the other: the longest that it can have taken.</summary>
    public TimeSpan Delay => ToldAt - Onset;
}
