using System.Text.Json.Serialization;
using Serverless.Infra.Experiments;

namespace Serverless.Functions.Api;

/// <summary>A page of records in the order that was asked for; <paramref name="NextLink"/> is absent on the last.</summary>
public sealed record ExperimentList(
    IReadOnlyList<ExperimentRecord> Value,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? NextLink);
