namespace Serverless.Cli.Api;

/// <summary>A page of <c>GET /api/v1/deployments</c>; without a link on the last.</summary>
internal sealed record DeploymentList(IReadOnlyList<DeploymentStatus> Value, string? NextLink);
