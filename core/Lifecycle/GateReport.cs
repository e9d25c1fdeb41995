using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Serverless.Core.Lifecycle;

/// <summary>How a strategy meets the conditions for going live.</summary>
/// <param name="StrategyId">Id of the configuration.</param>
/// <param name="Gates">All gates, in the order of <see cref="PromotionGates"/>.</param>
/// <param name="RecommendedCapital">Capital by <see cref="CapitalSizing"/> and today's limits; 0 when there is none to recommend.</param>
public sealed record GateReport(string StrategyId, ImmutableArray<GateResult> Gates, decimal RecommendedCapital)
{
    /// <summary>Whether every gate is passed.</summary>
    [JsonIgnore]
    public bool Passed => Gates.All(gate => gate.Passed);

    /// <summary>Sum of the weights of the gates that are passed, 0 … 1.</summary>
    [JsonIgnore]
    public double Strength => Gates.Where(gate => gate.Passed).Sum(gate => gate.Weight);

    /// <summary>What stands against it, the first gate first; null when nothing does.</summary>
    [JsonIgnore]
    public string? Advice => Passed ? null : string.Join(' ', Gates.Where(gate => !gate.Passed).Select(gate => gate.Advice));
}
