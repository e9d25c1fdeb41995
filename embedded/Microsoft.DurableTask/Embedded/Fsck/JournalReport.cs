using Microsoft.DurableTask.Embedded.Journal;

namespace Microsoft.DurableTask.Embedded.Fsck;

/// <summary>What a journal holds up to its end, or up to the first damage.</summary>
/// <param name="Orchestrations">By status.</param>
/// <param name="Lost">Orchestrations that the records speak of without saying all: what they began with lies behind the damage.</param>
internal sealed record JournalReport(
    JournalScan Scan,
    IReadOnlyDictionary<string, int> Orchestrations,
    int Entities,
    IReadOnlyList<string> Lost,
    IReadOnlyList<HistoryFault> Faults)
{
    public long Records => Scan.Segments.Sum(segment => segment.Records);

    public bool IsIntact => Scan.Damage is null && Lost.Count == 0 && Faults.Count == 0;
}
