using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Serverless.Functions.Hosting;

namespace Serverless.Functions.Timers;

/// <summary>Starts the scheduled look at strategies that are live or on paper; the schedule is the setting <c>MonitoringSchedule</c> (NCRONTAB, UTC).</summary>
public sealed class MonitoringTimer(MonitoringStarter starter, TimeProvider time, ILogger<MonitoringTimer> logger)
{
    /// <summary>Starts the look. One a minute at most, however often the timer fires: its id is the minute.</summary>
    [Function(nameof(MonitoringTimer))]
    public async Task RunAsync(
        [TimerTrigger("%MonitoringSchedule%")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var id = await starter.StartAsync(client, nameof(MonitoringTimer), Instances.KeyOf(nameof(MonitoringTimer), time.GetUtcNow()), cancellation);
        logger.LogInformation("Scheduled look at strategies that are live or on paper {CheckId} started (past due: {IsPastDue})", id, timer.IsPastDue);
    }
}
