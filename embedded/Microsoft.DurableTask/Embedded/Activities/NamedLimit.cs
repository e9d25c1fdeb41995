namespace Microsoft.DurableTask.Embedded.Activities;

/// <summary>Holds calls of one activity back while as many as allowed are under way.</summary>
internal sealed class NamedLimit(int limit)
{
    private readonly Lock gate = new();
    private readonly Queue<ActivityCall> waiting = new();
    private int active;

    public int Limit => limit;

    /// <summary>Whether the call may go on now; otherwise a later <see cref="Leave"/> returns it.</summary>
    public bool TryEnter(ActivityCall call)
    {
        lock (gate)
        {
            if (active < limit)
            {
                active++;
                return true;
            }

            waiting.Enqueue(call);
            return false;
        }
    }

    /// <summary>The call that may take the place of one that has ended; null when none waits.</summary>
    public ActivityCall? Leave()
    {
        lock (gate)
        {
            if (waiting.TryDequeue(out var next))
                return next;
            active--;
            return null;
        }
    }

    /// <summary>From 1; null when the call does not wait here.</summary>
    public int? PositionOf(ActivityKey key)
    {
        lock (gate)
        {
            var position = 0;
            foreach (var call in waiting)
            {
                position++;
                if (call.Key == key)
                    return position;
            }

            return null;
        }
    }
}
