using System.Collections.Concurrent;
using Microsoft.DurableTask.Embedded.Hub;

namespace Microsoft.DurableTask.Embedded.Activities;

/// <summary>Runs activities, a bounded number at a time: of all together, and of each that has a limit of its own.</summary>
internal sealed class ActivityDispatcher
{
    private readonly Dispatcher<ActivityCall> dispatcher;
    private readonly Dictionary<string, NamedLimit> limits;
    private readonly ConcurrentDictionary<ActivityKey, DateTime> running = new();
    private readonly Func<ActivityCall, Task> process;
    private readonly TaskHub hub;

    public ActivityDispatcher(
        int limit, IReadOnlyDictionary<string, int> namedLimits, Func<ActivityCall, Task> process, Action<Exception, ActivityCall> onError, TaskHub hub)
    {
        dispatcher = new(limit, RunAsync, onError, hub.Work);
        limits = namedLimits.ToDictionary(entry => entry.Key, entry => new NamedLimit(entry.Value), StringComparer.OrdinalIgnoreCase);
        this.process = process;
        this.hub = hub;
    }

    public void Enqueue(ActivityCall call)
    {
        if (LimitOf(call.Task.Name) is not { } limit || limit.TryEnter(call))
            dispatcher.Enqueue(call);
    }

    public Task StopAsync() => dispatcher.StopAsync();

    public ActivityProgress ProgressOf(string name, ActivityKey key)
    {
        if (running.TryGetValue(key, out var since))
            return new() { RunningSince = since };
        return LimitOf(name) is { } limit && limit.PositionOf(key) is { } position
            ? new() { QueuePosition = position, ConcurrencyLimit = limit.Limit }
            : new() { QueuePosition = dispatcher.PositionOf(call => call.Key == key) };
    }

    private NamedLimit? LimitOf(string name) => limits.GetValueOrDefault(name);

    private async Task RunAsync(ActivityCall call)
    {
        running[call.Key] = hub.Now;
        try
        {
            await process(call);
        }
        finally
        {
            running.TryRemove(call.Key, out _);
            if (LimitOf(call.Task.Name)?.Leave() is { } next)
                dispatcher.Enqueue(next);
        }
    }
}
