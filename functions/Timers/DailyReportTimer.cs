using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Serverless.Core.Configuration;
using Serverless.Core.Lifecycle.Monitoring;
using Serverless.Functions.Hosting;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Timers;

/// <summary>Writes the report of yesterday; the schedule is the setting <c>DailyReportSchedule</c> (NCRONTAB, UTC), after the first look of the day.</summary>
public sealed class DailyReportTimer(TimeProvider time, MonitoringLimits limits, ILogger<DailyReportTimer> logger)
{
    /// <summary>Starts the work. Its id is the day, so that there is one report of a day, however often the timer fires.</summary>
    [Function(nameof(DailyReportTimer))]
    public async Task RunAsync(
        [TimerTrigger("%DailyReportSchedule%")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var day = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(-1);
        var id = $"daily-report-{DailyReportStore.NameOf(day)}";
        var input = new WriteDailyReport.Input(id, nameof(DailyReportTimer), ConfigurationHash.Of(limits), day);
        await client.StartOnceAsync(nameof(WriteDailyReport), id, input, cancellation);
        logger.LogInformation("Report of {Day} started (past due: {IsPastDue})", day, timer.IsPastDue);
    }
}
