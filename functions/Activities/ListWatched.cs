using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Lifecycle;
using Serverless.Infra.State;

namespace Serverless.Functions.Activities;

/// <summary>Finds the strategies that are live or on paper.</summary>
public sealed class ListWatched(DeploymentTable deployments)
{
    /// <summary>Their ids, in order.</summary>
    [Function(nameof(ListWatched))]
    public async Task<IReadOnlyList<string>> RunAsync([ActivityTrigger] string checkId, CancellationToken cancellation) =>
        [.. (await deployments.ListAsync(cancellation)).Where(row => IsWatched(row.Deployment)).Select(row => row.Deployment.StrategyId)];

    /// <summary>Whether the watch looks at a strategy.</summary>
    internal static bool IsWatched(Deployment deployment) => deployment.Stage is LifecycleStage.Live or LifecycleStage.Paper;
}
