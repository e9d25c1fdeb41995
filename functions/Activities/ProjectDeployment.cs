using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Lifecycle;
using Serverless.Infra.State;

namespace Serverless.Functions.Activities;

/// <summary>Shows in table <c>Deployments</c> where a strategy stands.</summary>
public sealed class ProjectDeployment(DeploymentTable deployments)
{
    /// <summary>Writes the row.</summary>
    [Function(nameof(ProjectDeployment))]
    public Task RunAsync([ActivityTrigger] Deployment input, CancellationToken cancellation) => deployments.SetStateAsync(input, cancellation);
}
