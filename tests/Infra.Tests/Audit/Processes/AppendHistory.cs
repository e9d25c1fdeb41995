using Serverless.Core.Audit;

namespace Serverless.Infra.Tests.Audit.Processes;

/// <summary>Holds what several processes were told against the log that they left (invariants I1 to I5 and I7).</summary>
internal static class AppendHistory
{
    public static void AssertAgrees(IReadOnlyList<Acknowledgement> history, IReadOnlyList<StoredAuditEntry> log)
    {
        Assert.Equal(Enumerable.Range(0, log.Count).Select(i => (long)i), log.Select(entry => entry.Index));
        foreach (var told in history)
        {
            Assert.True(told.Index < log.Count, $"{told} was acknowledged and is lost.");
            var stored = log[(int)told.Index].Bytes.Span;
            Assert.Equal((told.EventId, told.Hash), (AuditEntryCodec.Decode(stored).Event.EventId, AuditHash.OfEntry(stored)));
        }

        Assert.All(history.GroupBy(told => told.EventId), same => Assert.Single(same.Select(told => told.Index).Distinct()));
        Assert.All(history.Where(told => told.IsNew).GroupBy(told => told.Index), same => Assert.Single(same));
        AssertInRealTimeOrder(history);
    }

    // An append that began after another was acknowledged comes after it: the largest index that had been acknowledged by then is smaller.
    private static void AssertInRealTimeOrder(IReadOnlyList<Acknowledgement> history)
    {
        var ended = new Queue<Acknowledgement>(history.OrderBy(told => told.Ended));
        Acknowledgement? last = null;
        foreach (var told in history.Where(told => told.IsNew).OrderBy(told => told.Began))
        {
            while (ended.TryPeek(out var earlier) && earlier.Ended < told.Began)
                last = ended.Dequeue() is { } next && (last is null || next.Index > last.Index) ? next : last;
            Assert.True(last is null || last.Index < told.Index, $"{last} was acknowledged before {told} began.");
        }
    }
}
