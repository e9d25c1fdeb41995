using Serverless.Core.Lifecycle;

namespace Serverless.Infra.State;

/// <summary>A strategy that has come up for promotion, as dashboards show it.</summary>
/// <param name="Deployment">Where it stands, without its changes.</param>
/// <param name="ETag">The <see cref="Core.Lifecycle.Deployment.ETag"/> of its entity; null when it was never promoted.</param>
/// <param name="LastChange">What happened last, as a sentence; null when nothing has.</param>
/// <param name="Standing">What the last cycle said of it; null when it was not in one.</param>
public sealed record DeploymentRow(Deployment Deployment, string? ETag, string? LastChange, DeploymentStanding? Standing);
