using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Lifecycle;
using Serverless.Infra.State;

namespace Serverless.Functions.Activities;

/// <summary>Finds the live strategies.</summary>
public sealed class ListLive(DeploymentTable deployments)
{
    /// <summary>Their ids, in order.</summary>
    [Function(nameof(ListLive))]
    public async Task<IReadOnlyList<string>> RunAsync([ActivityTrigger] string checkId, CancellationToken cancellation) =>
        [.. (await deployments.ListAsync(cancellation)).Where(row => row.Deployment.Stage == LifecycleStage.Live).Select(row => row.Deployment.StrategyId)];
}
