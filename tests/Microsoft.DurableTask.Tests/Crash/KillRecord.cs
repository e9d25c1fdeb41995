using Microsoft.DurableTask.Embedded.Fsck;
using Microsoft.DurableTask.Embedded.History;
using Microsoft.DurableTask.Embedded.Hub;

namespace Microsoft.DurableTask.Tests.Crash;

/// <summary>What killed processes reported before they died, and whether the journal agrees.</summary>
internal sealed class KillRecord
{
    private readonly ILookup<string, string> reports;
    private readonly Dictionary<string, string> lastRuns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> outputs = new(StringComparer.Ordinal);

    /// <param name="lines">In the order in which they were reported; the first word says what, the second about what.</param>
    public KillRecord(IEnumerable<string> lines)
    {
        string[][] words = [.. lines.Select(line => line.Split(' ', 3))];
        reports = words.ToLookup(word => word[0], word => word.ElementAtOrDefault(1) ?? "");
        foreach (var run in words.Where(word => word[0] == "ran"))
            lastRuns[run[1]] = run[2];
        foreach (var end in words.Where(word => word[0] == "ended"))
            outputs[end[1]] = end[2];
    }

    public IEnumerable<string> Of(string what) => reports[what];

    public string Summary
        => $"{Of("started").Count()} starts, {Of("signalled").Count()} signals, {Of("raised").Count()} events, {Of("purged").Count()} purges "
            + $"acknowledged; {lastRuns.Count} activities, {Of("ran").Count() - lastRuns.Count} of them run again";

    public void AssertAgrees(JournalReport report, HubState state)
    {
        Assert.Null(report.Scan.Damage);
        Assert.Empty(report.Faults);
        Assert.All(state.Orchestrations.Values, AssertEnded);
        Assert.Empty(Of("started").Except(Of("purges")).Except(state.Orchestrations.Keys));
        Assert.Empty(Of("purged").Intersect(state.Orchestrations.Keys));
        var entries = state.Entities.Values.SelectMany(EntriesOf).ToList();
        Assert.Equal(entries.Count, entries.Distinct().Count());
        Assert.Empty(Of("signalled").Select(id => $"client:{id}").Except(entries));
        Assert.Empty(entries.Where(entry => entry.StartsWith("client:", StringComparison.Ordinal)).Except(Of("signals").Select(id => $"client:{id}")));
        Assert.Empty(state.Orchestrations.Keys.SelectMany(id => new[] { $"signal:{id}", $"call:{id}" }).Except(entries));
    }

    /// <summary>The history holds the result of the last run: nothing ran again once its result was durable.</summary>
    private void AssertEnded(OrchestrationInstance instance)
    {
        Assert.Equal(Client.OrchestrationRuntimeStatus.Completed, instance.Status);
        if (outputs.TryGetValue(instance.Id, out var seen))
            Assert.Equal(seen, instance.Completed!.Result);
        foreach (var done in instance.History.OfType<TaskCompleted>())
            Assert.Equal($"\"{lastRuns[$"{instance.Id}:{instance.Start.ExecutionId}:{done.Id}"]}\"", done.Result);
    }

    private static IReadOnlyList<string> EntriesOf(EntityInstance entity)
    {
        var tally = System.Text.Json.JsonSerializer.Deserialize<Tally>(entity.State!, System.Text.Json.JsonSerializerOptions.Web)!;
        Assert.Equal(tally.Count, tally.Entries.Count);
        return tally.Entries;
    }

    private sealed record Tally(int Count, IReadOnlyList<string> Entries);
}
