using System.Text.Json.Serialization;
using Serverless.Core.Configuration;
using Serverless.Core.Optimization;

namespace Serverless.Functions.Orchestrations;

/// <summary>Everything that decides the outcome of an optimisation, besides the market data that it finds.</summary>
/// <param name="OptimizationId">Also the orchestration's instance id.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="RequestedBy">Who asked: a role.</param>
/// <param name="Settings">What to search and how.</param>
/// <param name="Progress">How far it is: null at the start, set when the orchestration begins a new history.</param>
public sealed record OptimizationInput(
    string OptimizationId, DateTimeOffset RequestedAt, string RequestedBy, OptimizationSettings Settings, OptimizationProgress? Progress = null)
{
    /// <summary>The part that the trail names.</summary>
    [JsonIgnore]
    public CycleReference Reference => new(OptimizationId, RequestedBy, SettingsHash);

    /// <summary>Hash of the settings: equal requests have equal ones.</summary>
    [JsonIgnore]
    public string SettingsHash => ConfigurationHash.Of(Settings);
}
