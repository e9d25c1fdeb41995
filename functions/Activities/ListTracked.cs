using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Strategies;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.State;

namespace Serverless.Functions.Activities;

/// <summary>
/// Finds the strategies that a cycle must evaluate again: those that run, and those whose streak does. A step of its own, so that a repeated
/// one generates the same cycle, whatever was promoted since.
/// </summary>
public sealed class ListTracked(DeploymentTable deployments, StrategyTable strategies, StrategySeal seal)
{
    /// <summary>Their configurations, by id, as far as they trade one of the symbols.</summary>
    [Function(nameof(ListTracked))]
    public async Task<IReadOnlyList<SealedStrategy>> RunAsync([ActivityTrigger] IReadOnlyList<string> input, CancellationToken cancellation)
    {
        var tracked = new List<StrategyConfiguration>();
        foreach (var row in (await deployments.ListAsync(cancellation)).Where(IsTracked))
        {
            if (row.Deployment.Identity is { } identity && input.Contains(identity.Symbol)
                && await strategies.FindAsync(identity.Template, row.Deployment.StrategyId, cancellation) is { } strategy)
            {
                tracked.Add(strategy.Configuration);
            }
        }

        return await seal.SealAsync(tracked, cancellation);
    }

    /// <summary>Whether a strategy is on its way.</summary>
    internal static bool IsTracked(DeploymentRow row) => row.Deployment.Stage switch
    {
        Core.Lifecycle.LifecycleStage.Research => row.Standing?.StreakDays > 0,
        Core.Lifecycle.LifecycleStage.Retired => false,
        _ => true,
    };
}
