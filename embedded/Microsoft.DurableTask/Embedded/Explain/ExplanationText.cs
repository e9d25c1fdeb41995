using System.Globalization;

namespace Microsoft.DurableTask.Embedded.Explain;

/// <summary>An explanation in words.</summary>
internal static class ExplanationText
{
    public static string Of(InstanceExplanation explanation)
    {
        var waits = Waits(explanation).ToList();
        List<string> sentences = [];
        if (explanation.Problem is { } problem)
            sentences.Add($"Cannot go on: {problem.TrimEnd('.')}.");
        if (explanation.Suspended)
            sentences.Add("Suspended until it is resumed.");
        if (explanation.StartsAt is { } start)
            sentences.Add($"Starts at {Time(start)}.");
        else if (waits.Count > 0)
            sentences.Add((explanation.CodeHasEnded ? "Finished, waiting for " : "Waits for ") + string.Join(", ", waits) + ".");
        if (explanation.QueuePosition is { } position)
            sentences.Add($"Its next step is number {position} in the queue.");
        else if (explanation.StepIsRunning)
            sentences.Add("A step is running now.");
        if (explanation.Locks.Where(l => l.IsHeld).SelectMany(l => l.EntityIds).ToList() is { Count: > 0 } held)
            sentences.Add($"Holds the lock of {string.Join(", ", held)}.");
        if (explanation.BufferedEvents.Count > 0)
            sentences.Add($"Received and not consumed: {string.Join(", ", explanation.BufferedEvents.Select(Event))}.");
        return sentences.Count > 0 ? string.Join(' ', sentences) : "Waits for its next step.";
    }

    private static IEnumerable<string> Waits(InstanceExplanation explanation)
    {
        if (explanation.Activities.Count > 0)
            yield return $"{Plural(explanation.Activities.Count, "open activity", "open activities")} ({string.Join(", ", explanation.Activities.GroupBy(a => (a.Name, a.State)).Select(g => $"{g.Key.Name}: {g.Count()} {g.Key.State}"))})";
        if (explanation.Timers.Count > 0)
            yield return $"{Plural(explanation.Timers.Count, "open timer", "open timers")} (the last due {Time(explanation.Timers.Max(t => t.Due))})";
        foreach (var sub in explanation.SubOrchestrations)
            yield return $"sub-orchestration '{sub.InstanceId}' of {sub.Name} ({sub.Status ?? "missing"})";
        foreach (var call in explanation.EntityCalls)
            yield return $"operation '{call.Operation}' of {call.EntityId}{Owner(call.LockedBy)}";
        foreach (var request in explanation.Locks.Where(request => !request.IsHeld))
            yield return $"the lock of {string.Join(", ", request.EntityIds)}{Owner(request.LockedBy)}";
        foreach (var awaited in explanation.AwaitedEvents)
            yield return $"event {Event(awaited)}";
    }

    private static string Owner(string? lockedBy) => lockedBy is null ? "" : $", locked by '{lockedBy}'";

    private static string Event(EventCount count) => count.Count == 1 ? $"'{count.Name}'" : $"'{count.Name}' ({count.Count} times)";

    private static string Plural(int count, string one, string many)
        => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");

    private static string Time(DateTime time) => time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
