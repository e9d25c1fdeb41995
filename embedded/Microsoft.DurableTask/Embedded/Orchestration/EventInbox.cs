namespace Microsoft.DurableTask.Embedded.Orchestration;

/// <summary>External events by name: the newest waiter gets the oldest event.</summary>
internal sealed class EventInbox(DataConverter converter)
{
    private readonly Dictionary<string, List<IWaiter>> waiters = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Queue<Buffered>> buffers = new(StringComparer.OrdinalIgnoreCase);
    private long lastOrder;

    private interface IWaiter
    {
        Type EventType { get; }

        void Complete(string? payload);
    }

    public bool AnyWaiting => waiters.Count > 0;

    /// <summary>Names of awaited events, once for each that waits.</summary>
    public IEnumerable<string> Awaited => waiters.SelectMany(entry => entry.Value.Select(_ => entry.Key));

    /// <summary>Events that nobody has waited for, in order of arrival.</summary>
    public IEnumerable<(string Name, string? Payload)> Unread
        => buffers.SelectMany(entry => entry.Value).OrderBy(buffered => buffered.Order).Select(buffered => (buffered.Name, buffered.Payload));

    public Task<T> Wait<T>(string name, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
            return Task.FromCanceled<T>(cancellation);
        if (buffers.TryGetValue(name, out var buffer))
        {
            var payload = buffer.Dequeue().Payload;
            if (buffer.Count == 0)
                buffers.Remove(name);
            return FromPayload<T>(payload);
        }

        if (!waiters.TryGetValue(name, out var stack))
            waiters[name] = stack = [];
        else if (stack[0].EventType != typeof(T))
            throw new ArgumentException(
                $"Events with the same name must have the same type argument. Event '{name}' is already awaited as {stack[0].EventType}.", nameof(name));
        var waiter = new Waiter<T>(converter);
        stack.Add(waiter);
        if (cancellation.CanBeCanceled)
            waiter.CancelWith(cancellation, () => Remove(name, stack, waiter));
        return waiter.Task;
    }

    public void Raise(string name, string? payload)
    {
        if (waiters.TryGetValue(name, out var stack))
        {
            var waiter = stack[^1];
            Remove(name, stack, waiter);
            waiter.Complete(payload);
            return;
        }

        if (!buffers.TryGetValue(name, out var buffer))
            buffers[name] = buffer = new();
        buffer.Enqueue(new(name, payload, ++lastOrder));
    }

    private void Remove(string name, List<IWaiter> stack, IWaiter waiter)
    {
        stack.Remove(waiter);
        if (stack.Count == 0)
            waiters.Remove(name);
    }

    private async Task<T> FromPayload<T>(string? payload)
    {
        await Task.CompletedTask;
        return converter.Deserialize<T>(payload)!;
    }

    private readonly record struct Buffered(string Name, string? Payload, long Order);

    private sealed class Waiter<T>(DataConverter converter) : IWaiter
    {
        private readonly TaskCompletionSource<T> completion = new();
        private CancellationTokenRegistration registration;

        public Type EventType => typeof(T);

        public Task<T> Task => completion.Task;

        public void CancelWith(CancellationToken cancellation, Action remove) => registration = cancellation.Register(() =>
        {
            remove();
            completion.TrySetCanceled(cancellation);
        });

        public void Complete(string? payload)
        {
            registration.Dispose();
            try
            {
                completion.TrySetResult(converter.Deserialize<T>(payload)!);
            }
            catch (Exception e)
            {
                completion.TrySetException(e);
            }
        }
    }
}
