using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Serverless.Functions.Api;
using Serverless.Functions.Hosting;

namespace Serverless.Functions.Timers;

/// <summary>Starts the scheduled cycle; the schedule is the setting <c>EvaluationSchedule</c> (NCRONTAB, UTC).</summary>
public sealed class EvaluationTimer(CycleStarter starter, CycleReader cycles, IOptions<EvaluationOptions> options, TimeProvider time, ILogger<EvaluationTimer> logger)
{
    /// <summary>
    /// The best strategies of the newest completed cycle are the parents of the new one, which decides about promotions. Its seed is that of its day
    /// (<see cref="EvaluationOptions.SeedOf"/>). One cycle a minute at most, however often the timer
    /// fires: its id is the minute.
    /// </summary>
    [Function(nameof(EvaluationTimer))]
    public async Task RunAsync(
        [TimerTrigger("%EvaluationSchedule%")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var parent = await cycles.NewestCompletedAsync(cancellation);
        var now = time.GetUtcNow();
        var request = new StartCycleRequest(options.Value.SeedOf(DateOnly.FromDateTime(now.UtcDateTime)), ParentCycle: parent, Promote: true);
        var input = starter.Prepare(request, nameof(EvaluationTimer), Instances.KeyOf(nameof(EvaluationTimer), now));
        await CycleStarter.StartAsync(client, input, cancellation);
        logger.LogInformation("Scheduled cycle {CycleId} started (past due: {IsPastDue})", input.CycleId, timer.IsPastDue);
    }
}
