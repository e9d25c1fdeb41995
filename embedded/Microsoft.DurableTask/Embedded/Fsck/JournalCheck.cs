using Microsoft.DurableTask.Embedded.Hub;
using Microsoft.DurableTask.Embedded.Journal;

namespace Microsoft.DurableTask.Embedded.Fsck;

/// <summary>Reads a journal as recovery would, but goes on to tell what it found where recovery would refuse. Changes nothing.</summary>
internal static class JournalCheck
{
    public static JournalReport Run(IJournalSource folder) => Run(folder, out _);

    /// <param name="state">The hub as far as it can be read.</param>
    public static JournalReport Run(IJournalSource folder, out HubState state)
    {
        var hub = new HubState { IsRecovering = true };
        var scan = JournalScanner.Scan(folder, HubLoader.Into(hub, folder, whole: true));
        hub.IsRecovering = false;
        state = hub;
        return new(
            scan,
            hub.Orchestrations.Values.CountBy(instance => $"{instance.Status}").OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(),
            hub.Entities.Count,
            [.. hub.Orphans.Order(StringComparer.Ordinal)],
            [.. hub.Orchestrations.Values
                .Select(instance => (instance.Id, Fault: HistoryRules.FirstFault(instance)))
                .Where(check => check.Fault is not null)
                .Select(check => new HistoryFault(check.Id, check.Fault!))]);
    }
}
