using System.Text.Json.Serialization;

namespace Serverless.Functions.Orchestrations;

/// <summary>A search that was asked for.</summary>
/// <param name="OptimizationId">Also the orchestration's instance id.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="RequestedBy">Who asked: a role.</param>
/// <param name="Search">What to search, how, and on which data; sealed.</param>
/// <param name="Progress">How far it is: null at the start, set when the orchestration begins a new history.</param>
public sealed record OptimizationInput(
    string OptimizationId, DateTimeOffset RequestedAt, string RequestedBy, SealedSearch Search, OptimizationProgress? Progress = null)
{
    /// <summary>The part that the trail names.</summary>
    [JsonIgnore]
    public CycleReference Reference => new(OptimizationId, RequestedBy, Search.RequestHash);
}
