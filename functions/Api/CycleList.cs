using System.Text.Json.Serialization;

namespace Serverless.Functions.Api;

/// <summary>A page of cycles, the newest first; <paramref name="NextLink"/> is absent on the last.</summary>
public sealed record CycleList(
    IReadOnlyList<CycleSummary> Value,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? NextLink);
