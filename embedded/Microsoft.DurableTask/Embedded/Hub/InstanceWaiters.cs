namespace Microsoft.DurableTask.Embedded.Hub;

/// <summary>Who waits for an orchestration to reach a condition.</summary>
internal sealed class InstanceWaiters
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, List<Waiter>> waiters = new(StringComparer.Ordinal);

    public Task<T> Add<T>(string instanceId, Func<OrchestrationInstance, (bool Done, T Result)> condition, CancellationToken cancellation)
        where T : class
    {
        var completion = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var waiter = new Waiter(instance => condition(instance) is { Done: true } met ? () => completion.TrySetResult(met.Result) : null);
        lock (gate)
        {
            if (!waiters.TryGetValue(instanceId, out var list))
                waiters[instanceId] = list = [];
            list.Add(waiter);
        }

        var registration = cancellation.Register(() =>
        {
            Remove(instanceId, waiter);
            completion.TrySetCanceled(cancellation);
        });
        completion.Task.ContinueWith(_ => registration.Dispose(), TaskScheduler.Default);
        return completion.Task;
    }

    /// <summary>Completes those whose condition holds, once the result is called.</summary>
    public Action? Take(string instanceId, OrchestrationInstance instance)
    {
        Action? completions = null;
        lock (gate)
        {
            if (!waiters.TryGetValue(instanceId, out var list))
                return null;
            list.RemoveAll(waiter =>
            {
                var completion = waiter.Complete(instance);
                completions += completion;
                return completion is not null;
            });
            if (list.Count == 0)
                waiters.Remove(instanceId);
        }

        return completions;
    }

    private void Remove(string instanceId, Waiter waiter)
    {
        lock (gate)
        {
            if (waiters.TryGetValue(instanceId, out var list) && list.Remove(waiter) && list.Count == 0)
                waiters.Remove(instanceId);
        }
    }

    private sealed record Waiter(Func<OrchestrationInstance, Action?> Complete);
}
