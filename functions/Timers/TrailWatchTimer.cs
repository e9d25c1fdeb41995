using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Timers;

/// <summary>Looks whether the audit trail is still what it was, between its full verifications; the schedule is the setting <c>AuditWatchSchedule</c> (NCRONTAB, UTC).</summary>
public sealed class TrailWatchTimer(TimeProvider time)
{
    /// <summary>One look a second at most, however often the timer fires: its id is the second.</summary>
    [Function(nameof(TrailWatchTimer))]
    public Task RunAsync(
        [TimerTrigger("%AuditWatchSchedule%")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"trail-watch-{time.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}");
        return client.StartOnceAsync(nameof(VerifyTrail), id, new VerifyTrail.Input(id, nameof(TrailWatchTimer), IsLook: true), cancellation);
    }
}
