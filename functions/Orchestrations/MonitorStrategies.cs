using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Serverless.Core.Lifecycle;
using Serverless.Core.Regimes;
using Serverless.Functions.Activities;
using Serverless.Functions.Entities;

namespace Serverless.Functions.Orchestrations;

/// <summary>One look at the strategies that are live or on paper: review them, carry out what the rules ask for, have drifted ones evaluated again, tell the alerts.</summary>
public static class MonitorStrategies
{
    /// <summary>Who acts, as the trail names it.</summary>
    public const string Actor = "monitoring";

    /// <summary>Ends when every request was carried out or refused. A webhook that is away holds nothing up and loses nothing.</summary>
    [Function(nameof(MonitorStrategies))]
    public static async Task<MonitoringOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, Input input)
    {
        var check = new CycleReference(input.CheckId, input.RequestedBy, input.ConfigHash);
        var ids = await context.CallActivityAsync<IReadOnlyList<string>>(nameof(ListWatched), input.CheckId, Retries.Storage);
        var listed = await Task.WhenAll(ids.Select(id => context.Entities.CallEntityAsync<Deployment>(StrategyDeployment.IdOf(id), nameof(StrategyDeployment.Get))));
        var watched = listed.Where(deployment => ListWatched.IsWatched(deployment) && deployment.Identity is not null).ToList();
        var limits = await context.Entities.CallEntityAsync<LifecycleLimits>(PromotionLimits.Id, nameof(PromotionLimits.Get));
        var changes = await Task.WhenAll(watched.Select(deployment => deployment.Identity!.Symbol).Distinct().Order(StringComparer.Ordinal)
            .Select(symbol => context.Entities.CallEntityAsync<RegimeChange?>(Regime.IdOf(symbol), nameof(Regime.LastChange))));
        var plan = await context.CallActivityAsync<MonitoringPlan>(
            nameof(ReviewStrategies), new ReviewStrategies.Input(check, watched, limits, [.. changes.OfType<RegimeChange>()], context.Now()), Retries.Storage);

        var done = 0;
        foreach (var request in plan.Requests)
            done += (await context.CallTransitionAsync(request)).IsDone ? 1 : 0;
        var cycle = plan.Drifted.Count == 0 ? null : await context.CallActivityAsync<string?>(
            nameof(ReevaluateDrifted), new ReevaluateDrifted.Input(check, plan.Drifted, context.Now()), Retries.Lasting);
        var untold = await context.CallActivityAsync<int>(nameof(TellAlerts), input.CheckId, Retries.Storage);
        return new MonitoringOutcome(watched.Count, plan.Findings, plan.Opened, done, plan.Requests.Count - done, cycle, untold);
    }

    /// <param name="CheckId">Also the orchestration's instance id.</param>
    /// <param name="RequestedBy">Who asked: a role, or the timer.</param>
    /// <param name="ConfigHash">Hash of the thresholds.</param>
    public sealed record Input(string CheckId, string RequestedBy, string ConfigHash);
}
