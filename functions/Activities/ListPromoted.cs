using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Lifecycle;
using Serverless.Infra.State;

namespace Serverless.Functions.Activities;

/// <summary>Finds the strategies that the report of a day can be about.</summary>
public sealed class ListPromoted(DeploymentTable deployments)
{
    /// <summary>
    /// Ids of those that were ever promoted, in order. One in research, or retired, since before the first look that the report shows can neither have been looked at since nor
    /// have changed: whatever becomes of it moves it to another stage.
    /// </summary>
    [Function(nameof(ListPromoted))]
    public async Task<IReadOnlyList<string>> RunAsync([ActivityTrigger] DateOnly day, CancellationToken cancellation) =>
        [.. (await deployments.ListAsync(cancellation)).Where(row => row.ETag is not null && !IsLongGone(row.Deployment, StoreDailyReport.FirstLookOf(day))).Select(row => row.Deployment.StrategyId)];

    private static bool IsLongGone(Deployment deployment, DateTimeOffset firstLook) =>
        deployment is { Stage: LifecycleStage.Research or LifecycleStage.Retired, Since: { } since } && since < firstLook;
}
