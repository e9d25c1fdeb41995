namespace Microsoft.DurableTask.Embedded.Journal;

/// <summary>What a journal's files hold.</summary>
/// <param name="End">Of what can be read.</param>
/// <param name="Damage">To what had been durable: nothing behind it was read.</param>
/// <param name="TornTail">What was written last but never acknowledged.</param>
internal sealed record JournalScan(JournalEnd End, JournalFault? Damage, JournalFault? TornTail, IReadOnlyList<SegmentSummary> Segments);
