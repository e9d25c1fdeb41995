using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Functions.Entities;

namespace Serverless.Functions.Timers;

/// <summary>Has the audit log signed; the schedule is the setting <c>AuditSealSchedule</c> (NCRONTAB, UTC).</summary>
public static class TrailSealTimer
{
    /// <summary>A log that has not grown stays as it is.</summary>
    [Function(nameof(TrailSealTimer))]
    public static Task RunAsync(
        [TimerTrigger("%AuditSealSchedule%")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) => client.Entities.SignalEntityAsync(TrailSeal.Id, nameof(TrailSeal.Seal), cancellation: cancellation);
}
