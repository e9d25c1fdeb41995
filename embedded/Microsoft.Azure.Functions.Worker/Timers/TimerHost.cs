using Microsoft.Azure.Functions.Worker.Hosting;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.DurableTask.Embedded.Hub;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Timers;

/// <summary>Runs every timer function on its schedule; stopping waits for the runs in progress.</summary>
internal sealed class TimerHost(
    FunctionCatalog catalog,
    FunctionInvoker invoker,
    TimerStatusStore store,
    IServiceScopeFactory scopes,
    IConfiguration settings,
    TimeProvider time,
    ILogger<TimerHost> logger)
    : OuterService, IDisposable
{
    private readonly Dictionary<FunctionEntry, TimerLoop> loops = [];

    /// <summary>The timers that do not wait for their time.</summary>
    public WorkTracker Work { get; } = new();

    protected override Task OpenAsync(CancellationToken cancellationToken)
    {
        foreach (var (function, trigger) in catalog.Of<TimerTriggerAttribute>())
            loops.Add(function, new TimerLoop(function, trigger, ScheduleOf(function, trigger), invoker, store, scopes, time, Work, logger));
        foreach (var loop in loops.Values)
            loop.Start();
        return Task.CompletedTask;
    }

    protected override async Task CloseAsync(CancellationToken cancellationToken)
    {
        foreach (var loop in loops.Values)
            loop.StopScheduling();
        try
        {
            await Task.WhenAll(loops.Values.Select(loop => loop.Ended)).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            foreach (var loop in loops.Values)
                loop.CancelRun();
        }
    }

    /// <summary>Runs a timer function out of schedule, after the run in progress if there is one; false without an enabled timer.</summary>
    public bool TryRunNow(FunctionEntry function)
    {
        if (!loops.TryGetValue(function, out var loop))
            return false;
        loop.RunByHand();
        return true;
    }

    public void Dispose()
    {
        foreach (var loop in loops.Values)
            loop.Dispose();
    }

    private TimerSchedule ScheduleOf(FunctionEntry function, TimerTriggerAttribute trigger)
    {
        try
        {
            return TimerSchedule.Parse(SettingReference.Resolve(trigger.Schedule, settings, $"The timer of function '{function.Name}'"));
        }
        catch (FormatException e)
        {
            throw new InvalidOperationException($"The timer of function '{function.Name}' has the schedule {trigger.Schedule}: {e.Message}", e);
        }
    }
}
