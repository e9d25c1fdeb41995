using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Serverless.Functions.Hosting;

namespace Serverless.Functions.Timers;

/// <summary>Starts the scheduled update of market data; the schedule is the setting <c>MarketDataSchedule</c> (NCRONTAB, UTC).</summary>
public sealed class MarketDataTimer(MarketDataUpdates updates, ILogger<MarketDataTimer> logger)
{
    /// <summary>Starts nothing while the settings name no source.</summary>
    [Function(nameof(MarketDataTimer))]
    public async Task RunAsync(
        [TimerTrigger("%MarketDataSchedule%")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        if (updates.Targets.Count == 0)
        {
            logger.LogDebug("No source of market data under MarketData:Sources; nothing to update");
            return;
        }

        var id = await updates.StartAsync(client, nameof(MarketDataTimer), cancellation);
        logger.LogInformation("Scheduled update of market data {UpdateId} started (past due: {IsPastDue})", id, timer.IsPastDue);
    }
}
