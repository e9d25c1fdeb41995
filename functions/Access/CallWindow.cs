namespace Serverless.Functions.Access;

/// <summary>
/// Counts calls that are alike within a span of time, so that the first has an entry in the trail and the others a number. Thread-safe.
/// </summary>
/// <param name="time">Ends the window.</param>
/// <param name="length">How long a window lasts, from its first call on.</param>
/// <param name="tell">Records what was repeated when a window ends.</param>
internal sealed class CallWindow(TimeProvider time, TimeSpan length, Func<IReadOnlyList<CallWindow.Repeated>, Task> tell) : IDisposable
{
    private readonly Lock gate = new();
    private Dictionary<(string Who, string Function, string What), Repeated> calls = [];
    private ITimer? end;

    /// <summary>Counts a call that is like an earlier one of this window; false when there is none.</summary>
    public bool Counted(Caller? caller, string function, string what)
    {
        lock (gate)
            return Count((caller?.Id ?? AccessTrail.Nobody, function, what));
    }

    /// <summary>Counts a call; true when it is the first of its kind.</summary>
    public bool IsFirst(Call call, Caller? caller, string what)
    {
        var key = (caller?.Id ?? AccessTrail.Nobody, call.Function, what);
        lock (gate)
        {
            if (Count(key))
                return false;
            if (calls.Count == 0)
                Begin();
            calls[key] = new Repeated(call.Id, call.Function, call.Request.Method, caller, what, 0);
            return true;
        }
    }

    /// <summary>Ends the window, and tells what was repeated in it.</summary>
    public Task CloseAsync()
    {
        Dictionary<(string, string, string), Repeated> closed;
        lock (gate)
            (closed, calls) = (calls, []);
        return tell([.. closed.Values.Where(one => one.Repeats > 0)]);
    }

    /// <inheritdoc/>
    public void Dispose() => end?.Dispose();

    private bool Count((string, string, string) key)
    {
        if (!calls.TryGetValue(key, out var before))
            return false;
        calls[key] = before with { Repeats = before.Repeats + 1 };
        return true;
    }

    private void Begin()
    {
        end?.Dispose();
        end = time.CreateTimer(_ => _ = CloseAsync(), null, length, Timeout.InfiniteTimeSpan);
    }

    /// <param name="First">Id of the first call. Not the call itself: a request must not outlive its answer.</param>
    /// <param name="Function">Name of the function.</param>
    /// <param name="Verb">How it was called.</param>
    /// <param name="Caller">Who called; null for whoever proves nobody.</param>
    /// <param name="What">What the calls have in common.</param>
    /// <param name="Repeats">How many came after the first.</param>
    internal sealed record Repeated(string First, string Function, string Verb, Caller? Caller, string What, int Repeats);
}
