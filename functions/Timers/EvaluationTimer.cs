using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Serverless.Functions.Api;
using Serverless.Functions.Hosting;

namespace Serverless.Functions.Timers;

/// <summary>Starts the scheduled cycle; the schedule is the setting <c>EvaluationSchedule</c> (NCRONTAB, UTC).</summary>
public sealed class EvaluationTimer(CycleStarter starter, CycleReader cycles, TimeProvider time, ILogger<EvaluationTimer> logger)
{
    /// <summary>
    /// The best strategies of the newest completed cycle are the parents of the new one, which decides about promotions. One cycle a minute at most, however often the timer
    /// fires: its id is the minute.
    /// </summary>
    [Function(nameof(EvaluationTimer))]
    public async Task RunAsync(
        [TimerTrigger("%EvaluationSchedule%")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var parent = await cycles.NewestCompletedAsync(cancellation);
        var input = starter.Prepare(new StartCycleRequest(ParentCycle: parent, Promote: true), nameof(EvaluationTimer), Instances.KeyOf(nameof(EvaluationTimer), time.GetUtcNow()));
        await CycleStarter.StartAsync(client, input, cancellation);
        logger.LogInformation("Scheduled cycle {CycleId} started (past due: {IsPastDue})", input.CycleId, timer.IsPastDue);
    }
}
