using System.Text.Json.Serialization;
using Serverless.Core.Configuration;
using Serverless.Core.Validation;

namespace Serverless.Functions.Orchestrations;

/// <summary>Everything that decides the outcome of a cycle, besides the market data that it finds.</summary>
/// <param name="CycleId">Also the orchestration's instance id.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="RequestedBy">Who asked: a role, or the timer.</param>
/// <param name="Settings">What to evaluate and how.</param>
/// <param name="Promotes">Whether it decides about promotions: then strategies that are on their way are evaluated again, besides the new ones.</param>
public sealed record CycleInput(
    string CycleId, DateTimeOffset RequestedAt, string RequestedBy, EvaluationSettings Settings, bool Promotes = false)
{
    /// <summary>The part that every step carries along.</summary>
    [JsonIgnore]
    public CycleReference Reference => new(CycleId, RequestedBy, ConfigurationHash.Of(Settings));
}
