using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Serverless.Infra.MarketData.Download;

namespace Serverless.Functions.Orchestrations;

/// <summary>Brings market data up to date: every dataset by itself, so that one that fails does not hold up the others.</summary>
public static class UpdateMarketData
{
    /// <summary>Ends with one result per target, in their order; meanwhile its custom status is the number of targets that are done.</summary>
    [Function(nameof(UpdateMarketData))]
    public static async Task<IReadOnlyList<SeriesUpdate>> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, Input input)
    {
        var now = context.Now();
        var updates = input.Targets.Select((target, index) => context.CallSubOrchestratorAsync<SeriesUpdate>(
            nameof(UpdateSeries),
            new UpdateSeries.Input(target, now),
            new TaskOptions().WithInstanceId(string.Create(CultureInfo.InvariantCulture, $"{context.InstanceId}:{index}")))).ToList();
        var open = updates.ToList();
        while (open.Count > 0)
        {
            open.Remove(await Task.WhenAny(open));
            context.SetCustomStatus(updates.Count - open.Count);
        }

        return await Task.WhenAll(updates);
    }

    /// <param name="RequestedBy">Who asked: a role, or the timer.</param>
    /// <param name="Targets">What to bring up to date.</param>
    public sealed record Input(string RequestedBy, IReadOnlyList<DownloadTarget> Targets);
}
