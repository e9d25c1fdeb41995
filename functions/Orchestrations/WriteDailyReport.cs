using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Serverless.Core.Lifecycle;
using Serverless.Functions.Activities;
using Serverless.Functions.Entities;

namespace Serverless.Functions.Orchestrations;

/// <summary>Writes the report of a day that has ended.</summary>
public static class WriteDailyReport
{
    /// <summary>Ends with the SHA-256 of the report; one that is there already stays.</summary>
    [Function(nameof(WriteDailyReport))]
    public static async Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, Input input)
    {
        var ids = await context.CallActivityAsync<IReadOnlyList<string>>(nameof(ListPromoted), input.Day, Retries.Storage);
        var deployments = await Task.WhenAll(ids.Select(id => context.Entities.CallEntityAsync<Deployment>(StrategyDeployment.IdOf(id), nameof(StrategyDeployment.Get))));
        // Years of changes would be carried for the sake of one day's.
        var changed = deployments.Select(deployment => deployment with { Changes = [.. deployment.Changes.Where(change => change.At >= StoreDailyReport.StartOf(input.Day))] });
        var report = new CycleReference(input.ReportId, input.RequestedBy, input.ConfigHash);
        return await context.CallActivityAsync<string>(
            nameof(StoreDailyReport), new StoreDailyReport.Input(report, input.Day, [.. changed], context.Now()), Retries.Storage);
    }

    /// <param name="ReportId">Also the orchestration's instance id.</param>
    /// <param name="RequestedBy">Who asked: a role, or the timer.</param>
    /// <param name="ConfigHash">Hash of the thresholds.</param>
    /// <param name="Day">The day, UTC.</param>
    public sealed record Input(string ReportId, string RequestedBy, string ConfigHash, DateOnly Day);
}
