using Microsoft.Azure.Functions.Worker;
using Serverless.Infra.State;

namespace Serverless.Functions.Activities;

/// <summary>Finds the strategies that were ever promoted.</summary>
public sealed class ListPromoted(DeploymentTable deployments)
{
    /// <summary>Their ids, in order.</summary>
    [Function(nameof(ListPromoted))]
    public async Task<IReadOnlyList<string>> RunAsync([ActivityTrigger] string reportId, CancellationToken cancellation) =>
        [.. (await deployments.ListAsync(cancellation)).Where(row => row.ETag is not null).Select(row => row.Deployment.StrategyId)];
}
