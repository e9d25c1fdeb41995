using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Serverless.Functions.Hosting;

namespace Serverless.Functions.Timers;

/// <summary>Starts the scheduled check of the regimes; the schedule is the setting <c>RegimeSchedule</c> (NCRONTAB, UTC).</summary>
public sealed class RegimeTimer(RegimeChecks checks, TimeProvider time, ILogger<RegimeTimer> logger)
{
    /// <summary>Starts the check, whether or not cycles run. One a minute at most, however often the timer fires: its id is the minute.</summary>
    [Function(nameof(RegimeTimer))]
    public async Task RunAsync(
        [TimerTrigger("%RegimeSchedule%")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var id = await checks.StartAsync(client, nameof(RegimeTimer), Instances.KeyOf(nameof(RegimeTimer), time.GetUtcNow()), cancellation);
        logger.LogInformation("Scheduled check of the regimes {CheckId} started (past due: {IsPastDue})", id, timer.IsPastDue);
    }
}
