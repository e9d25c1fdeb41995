namespace Serverless.Functions.Orchestrations;

/// <summary>What became of one strategy in an emergency deactivation.</summary>
/// <param name="StrategyId">Id of the configuration.</param>
/// <param name="Done">Whether it is out of service.</param>
/// <param name="Message">Why not; null when it is.</param>
public sealed record DeactivationOutcome(string StrategyId, bool Done, string? Message);
