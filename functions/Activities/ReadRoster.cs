using Microsoft.Azure.Functions.Worker;
using Serverless.Core.Lifecycle;
using Serverless.Functions.Orchestrations;
using Serverless.Infra.State;

namespace Serverless.Functions.Activities;

/// <summary>Finds out whom a cycle decides about.</summary>
public sealed class ReadRoster(ScorecardTable scorecards, DeploymentTable deployments, LifecyclePolicy policy)
{
    /// <summary>Those in the top of the scorecard of a cycle, the best first, and then those on their way.</summary>
    [Function(nameof(ReadRoster))]
    public async Task<Roster> RunAsync([ActivityTrigger] string cycleId, CancellationToken cancellation)
    {
        var known = (await deployments.ListAsync(cancellation)).ToDictionary(row => row.Deployment.StrategyId);
        var ranked = TopShare.Of(await scorecards.ListAsync(cycleId, cancellation), policy.TopShare);
        var inTop = ranked.ToDictionary(one => one.Row.StrategyId, one => one.InTop);
        return new Roster(
            policy,
            [
                .. ranked.Where(one => one.InTop).Select(one => new RosterEntry(DeploymentOf(one.Row.StrategyId), InTop: true)),
                .. known.Values
                    .Where(row => ListTracked.IsTracked(row) && !inTop.GetValueOrDefault(row.Deployment.StrategyId))
                    .Select(row => new RosterEntry(row.Deployment, inTop.TryGetValue(row.Deployment.StrategyId, out var top) ? top : null)),
            ]);

        Deployment DeploymentOf(string id) => known.TryGetValue(id, out var row) ? row.Deployment : new Deployment { StrategyId = id };
    }
}
