using Microsoft.Azure.Functions.Worker;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.State;

namespace Serverless.Functions.Activities;

/// <summary>Names the strategies of a group.</summary>
public sealed class ListGroup(DeploymentTable deployments)
{
    /// <summary>Their ids, as the table has them.</summary>
    [Function(nameof(ListGroup))]
    public async Task<IReadOnlyList<string>> RunAsync([ActivityTrigger] StrategyGroup group, CancellationToken cancellation) =>
        [.. (await deployments.ListAsync(cancellation)).Where(group.Has).Select(row => row.Deployment.StrategyId)];
}
