using System.Threading.Channels;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.DurableTask.Embedded.Hub;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Timers;

/// <summary>One timer: waits, runs, records, in one loop, so that runs never overlap.</summary>
internal sealed partial class TimerLoop(
    FunctionEntry function,
    TimerTriggerAttribute trigger,
    TimerSchedule schedule,
    FunctionInvoker invoker,
    TimerStatusStore store,
    IServiceScopeFactory scopes,
    TimeProvider time,
    WorkTracker work,
    ILogger logger) : IDisposable
{
    // A wait ends at the latest after this, so that a clock that was set is noticed; timers of the platform end at 49 days.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    private readonly bool monitored = trigger.UseMonitor && schedule.PeriodAfter(time.GetUtcNow().UtcDateTime) >= TimerSchedule.ShortestMonitored;
    private readonly RunRetry? retry = RunRetry.Of(function);
    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationTokenSource aborting = new();
    private readonly Channel<bool> runsByHand = Channel.CreateUnbounded<bool>();

    public Task Ended { get; private set; } = Task.CompletedTask;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public void Start()
    {
        var stored = monitored ? store.Load(function.Name) : null;
        var pastDue = stored is not null && stored.Next < Now;
        var status = stored ?? new ScheduleStatus { LastUpdated = Now, Next = DateTime.MaxValue };
        // The schedule may have become more frequent since the status was stored.
        var next = schedule.NextAfter(Now);
        status.Next = status.Next < next ? status.Next : next;
        if (stored is null)
            Record(status);
        work.Enter();
        Ended = Task.Run(() => LoopAsync(status, runNow: pastDue || trigger.RunOnStartup, pastDue));
    }

    public void StopScheduling() => stopping.Cancel();

    public void CancelRun() => aborting.Cancel();

    public void RunByHand() => runsByHand.Writer.TryWrite(true);

    public void Dispose()
    {
        stopping.Dispose();
        aborting.Dispose();
    }

    private async Task LoopAsync(ScheduleStatus status, bool runNow, bool pastDue)
    {
        try
        {
            if (runNow)
                status = await RunAsync(status, pastDue);
            while (!stopping.IsCancellationRequested)
            {
                if (runsByHand.Reader.TryRead(out _) || status.Next <= Now)
                    status = await RunAsync(status, pastDue: false);
                else
                    await WaitAsync(status.Next);
            }
        }
        finally
        {
            work.Exit();
        }
    }

    /// <summary>Ends when it is due, when a run is asked for, when the host stops, or when it is time to look again.</summary>
    private async Task WaitAsync(DateTime next)
    {
        var before = Now;
        var remaining = next - before;
        if (remaining <= TimeSpan.Zero)
            return;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        var asked = runsByHand.Reader.WaitToReadAsync(ended.Token).AsTask();
        using var rest = new Rest(time, PartOf(remaining), work);
        // The clock may have been moved while the rest was set: it would then end too late.
        if (Now - before < Tolerance)
            await Task.WhenAny(rest.Ended, asked);
        await ended.CancelAsync();
    }

    // Nobody sets a virtual clock: one look is enough, an hour before, so that of what is due at one moment those come last that were set then.
    private TimeSpan PartOf(TimeSpan wait) => wait <= LongestWait ? wait : time is VirtualClock ? wait - LongestWait : LongestWait;

    private async Task<ScheduleStatus> RunAsync(ScheduleStatus status, bool pastDue)
    {
        var started = Now;
        for (var count = 0; !await SucceedsAsync(status, pastDue, count) && retry?.DelayBefore(count + 1) is { } delay; count++)
        {
            var wait = DelayAsync(delay);
            LogRetrying(function.Name, count + 1, delay);
            await wait.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stopping.IsCancellationRequested)
                break;
        }

        // A run by hand leaves the schedule as it is. What came due during a long run is made up for once, right after it.
        var following = status.Next > started ? status.Next : schedule.NextAfter(started);
        var next = new ScheduleStatus { Last = started, LastUpdated = Now, Next = following };
        Record(next);
        return next;
    }

    private async Task DelayAsync(TimeSpan delay)
    {
        while (delay > TimeSpan.Zero)
        {
            var part = PartOf(delay);
            using var rest = new Rest(time, part, work);
            await rest.Ended.WaitAsync(stopping.Token);
            delay -= part;
        }
    }

    private async Task<bool> SucceedsAsync(ScheduleStatus status, bool pastDue, int retryCount)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var timer = new TimerInfo { ScheduleStatus = monitored ? status : null, IsPastDue = pastDue };
            await invoker.InvokeAsync(new FunctionInvocation(function, timer, scope.ServiceProvider)
            {
                CancellationToken = aborting.Token,
                Retry = new InvocationRetry(retryCount, retry?.MaxRetryCount ?? 0),
            });
            return true;
        }
        catch (Exception e)
        {
            // A timer outlives a failed run: the next one is on schedule.
            LogFailed(e, function.Name);
            return false;
        }
    }

    private void Record(ScheduleStatus status)
    {
        if (!monitored)
            return;
        try
        {
            store.Save(function.Name, status);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The timer goes on; after a restart this run may be made up for once more.
            LogNotRecorded(e, function.Name);
        }
    }

    [LoggerMessage(10, LogLevel.Error, "Timer function {Function} failed")]
    private partial void LogFailed(Exception exception, string function);

    [LoggerMessage(11, LogLevel.Error, "The schedule status of timer function {Function} could not be stored")]
    private partial void LogNotRecorded(Exception exception, string function);

    [LoggerMessage(12, LogLevel.Warning, "Timer function {Function} runs again in {Delay}, retry {Count}")]
    private partial void LogRetrying(string function, int count, TimeSpan delay);
}
