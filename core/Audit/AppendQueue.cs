namespace Serverless.Core.Audit;

/// <summary>Callers that wait for their events at the same time, in the order in which they came.</summary>
internal sealed class AppendQueue
{
    private readonly Lock turn = new();
    private readonly List<PendingAppend> waiting = [];

    public PendingAppend Add(IReadOnlyList<AuditEvent> events)
    {
        var append = new PendingAppend(events);
        lock (turn)
            waiting.Add(append);
        return append;
    }

    public void Remove(PendingAppend append)
    {
        lock (turn)
            waiting.Remove(append);
    }

    /// <summary>Those that can be committed together with <paramref name="own"/>, which is among them: at most <paramref name="most"/> events besides its own.</summary>
    public IReadOnlyList<PendingAppend> TakeWith(PendingAppend own, int most)
    {
        lock (turn)
            return [.. waiting.Where(append => append == own || (!append.IsSettled && (most -= append.Size) >= 0))];
    }
}
