using System.Text.Json.Serialization;

namespace Serverless.Functions.Api;

/// <summary>A page of deployments, the highest stage first, then the best rank; <paramref name="NextLink"/> is absent on the last.</summary>
public sealed record DeploymentList(
    IReadOnlyList<DeploymentResource> Value,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? NextLink);
