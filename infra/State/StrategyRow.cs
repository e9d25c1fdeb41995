using Serverless.Core.Strategies;

namespace Serverless.Infra.State;

/// <summary>A strategy configuration and where it came up.</summary>
/// <param name="Configuration">The configuration with its lineage.</param>
/// <param name="FirstCycleId">The cycle that generated it first.</param>
public sealed record StrategyRow(StrategyConfiguration Configuration, string FirstCycleId);
