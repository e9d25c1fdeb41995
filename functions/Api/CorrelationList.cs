using System.Text.Json.Serialization;
using Serverless.Core.Lifecycle.Monitoring;

namespace Serverless.Functions.Api;

/// <summary>A page of pairs, the most alike first; <paramref name="NextLink"/> is absent on the last.</summary>
public sealed record CorrelationList(
    IReadOnlyList<PairCorrelation> Value,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? NextLink);
