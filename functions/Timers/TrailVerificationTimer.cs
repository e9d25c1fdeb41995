using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Timers;

/// <summary>Starts the full verification of the audit trail; the schedule is the setting <c>AuditVerifySchedule</c> (NCRONTAB, UTC).</summary>
public sealed class TrailVerificationTimer(TimeProvider time)
{
    /// <summary>One verification a minute at most, however often the timer fires: its id is the minute.</summary>
    [Function(nameof(TrailVerificationTimer))]
    public Task RunAsync(
        [TimerTrigger("%AuditVerifySchedule%")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{VerifyTrail.Actor}-{time.GetUtcNow():yyyyMMdd'T'HHmm'Z'}");
        return client.StartOnceAsync(nameof(VerifyTrail), id, new VerifyTrail.Input(id, nameof(TrailVerificationTimer)), cancellation);
    }
}
