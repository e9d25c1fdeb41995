using System.Text.Json.Serialization;
using Serverless.Core.Metrics;
using Serverless.Core.Optimization.Search;

namespace Serverless.Core.Optimization.Trials;

/// <summary>One run of one parameter set, whatever became of it.</summary>
/// <param name="Proposal">What was tried, and when in the search.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Objective">The figure to be maximised; null when it was rejected or failed.</param>
/// <param name="Metrics">Figures of the run; null when it failed.</param>
/// <param name="Reason">Why there is no objective, or what reduced it; null when neither.</param>
/// <param name="DataHash">What identifies the bars.</param>
public sealed record Trial(
    Proposal Proposal, TrialStatus Status, double? Objective, PerformanceMetrics? Metrics, string? Reason, string DataHash)
{
    /// <summary>What the optimiser learns from it.</summary>
    [JsonIgnore]
    public Observation Observation => new(Proposal.Parameters, Objective, Proposal.Share, Proposal.Generation);
}
